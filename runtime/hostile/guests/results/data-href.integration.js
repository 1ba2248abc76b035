// A link that is a page of its own.
// guard: results are judged
// harm: loot
// control: no judge
// loot: "href":"data:
// says: must be http, https or mailto
module.exports = {
  metadata: { name: 'data-href', cache: 0, match: { contextType: 'github', context: { 'page.attack': { equals: 'data-href' } } } },
  run(context) {
    return { type: 'link', content: 'click me', href: 'data:text/html,<script>alert(1)</script>' };
  },
};
