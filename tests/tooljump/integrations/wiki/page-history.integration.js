// A site that the extension knows only by its address: URL, URLSearchParams and crypto make something of it.
const crypto = require('crypto');
const { URL, URLSearchParams } = require('url');

module.exports = {
    metadata: {
        name: 'page-history',
        description: 'Where the history of a page of the wiki is',
        match: {
            contextType: 'generic',
            context: {
                url: { startsWith: 'https://wiki.example.com/' }
            }
        }
    },
    run: async function (context) {
        const { pathname, searchParams } = new URL(context.url);
        const id = crypto.createHash('sha256').update(pathname).digest('hex').slice(0, 12);
        const query = new URLSearchParams({ page: id, lang: searchParams.get('lang') || 'en' });
        return [{ type: 'link', content: 'History', href: `https://history.example.com/?${query}`, icon: 'confluence' }];
    }
};
