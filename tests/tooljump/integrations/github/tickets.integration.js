// Files of the folder, required at the top and, only when they are needed, inside run; a sync shouldRun.
const ticketsIn = require('./lib/tickets');
const trackers = require('../shared/trackers.json');

module.exports = {
    metadata: {
        name: 'tickets',
        description: 'Links to the tickets that a title names',
        match: {
            contextType: 'github',
            context: {
                'page.title': { pattern: /\b(ops|web)-\d+\b/iu }
            }
        },
        priority: 300
    },
    shouldRun: function (context) {
        return !context.page.title.startsWith('Draft');
    },
    run: async function (context) {
        const tickets = ticketsIn(context.page.title);
        if (tickets.length > 1) {
            const { dropdown } = require('./lib');
            return dropdown(tickets, require('../shared/labels.json').many);
        }
        const [{ project, id }] = tickets;
        return { type: 'link', content: id, href: `${trackers[project]}/${id}`, icon: 'jira' };
    }
};
