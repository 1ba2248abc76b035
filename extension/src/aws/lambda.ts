import { arn } from './arn.ts';
import type { ServiceCollector } from './service.ts';

const SECTIONS = ['functions', 'layers', 'applications', 'event-source-mappings', 'code-signing-configurations'];

/** `/lambda/home#/functions/NAME?tab=code`. */
export const lambda: ServiceCollector = (page) => {
  if (page.path[0] !== 'lambda') return null;
  const [section = '', name] = page.hash.parts;
  if (section === 'functions' && name !== undefined) {
    // A qualifier may follow the name: `NAME:ALIAS`.
    const [resourceName = ''] = name.split(':');
    return { name: 'lambda', section, resourceName, arn: arn(page, 'lambda', `function:${resourceName}`) };
  }
  return { name: 'lambda', section: SECTIONS.includes(section) ? section : undefined };
};
