// On every site. It has no paths to make a cache key of, so it runs every time.
module.exports = {
    metadata: {
        name: 'notes',
        description: 'A note that came with the page',
        match: {
            contextType: '*',
            context: {}
        },
        priority: 1
    },
    run: function (context) {
        if (!context.note) {
            return;
        }
        if (context.note.length > 40) {
            throw new RangeError(`a note has 40 characters, this one ${context.note.length}`);
        }
        return [
            { type: 'text', content: context.note, mood: 'ignored' },
            { type: 'link', content: 'edit', href: context.edit }
        ];
    }
};
