const trackers = require('../../shared/trackers.json');

exports.dropdown = (tickets, content) => ({
    type: 'dropdown',
    content,
    items: tickets.map(({ project, id }) => ({ content: id, href: `${trackers[project]}/${id}` }))
});
