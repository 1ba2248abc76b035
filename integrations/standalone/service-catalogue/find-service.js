// "shop-*" fits all names that begin with "shop-".
function fits(name, pattern) {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

// The first service that names this repository, or this AWS resource. Either may be undefined.
exports.findService = function findService(services, repository, resource) {
  return services.find(
    ({ repositories = [], resources = [] }) =>
      (repository !== undefined && repositories.includes(repository)) ||
      (resource !== undefined && resources.some((pattern) => fits(resource, pattern))),
  );
};
