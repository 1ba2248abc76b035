const trackers = require('../../shared/trackers');

module.exports = (title) =>
    [...title.matchAll(/\b([a-z]+)-\d+\b/giu)]
        .map(([id, project]) => ({ id: id.toUpperCase(), project: project.toUpperCase() }))
        .filter(({ project }) => project in trackers);
