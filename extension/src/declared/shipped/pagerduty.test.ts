import { reads } from './shipped.fixture.ts';

reads('pagerduty', 'acme.pagerduty.com', [
  ['/incidents', { name: 'incidents' }],
  ['/incidents/Q1ABC', { name: 'incident', incident: 'Q1ABC' }],
  ['/incidents/Q1ABC/timeline', { name: 'incident', incident: 'Q1ABC', section: { name: 'timeline' } }],
  ['/alerts/Q2ABC', { name: 'alert', alert: 'Q2ABC' }],
  ['/service-directory', { name: 'services' }],
  ['/service-directory/PSHOP1', { name: 'service', service: 'PSHOP1' }],
  ['/service-directory/PSHOP1/activity', { name: 'service', service: 'PSHOP1', section: { name: 'activity' } }],
  ['/services/PSHOP1', { name: 'service', service: 'PSHOP1' }],
  ['/business-services/PBUS1', { name: 'business-service', service: 'PBUS1' }],
  ['/schedules/PSCH1', { name: 'schedule', schedule: 'PSCH1' }],
  ['/schedules#PSCH1', { name: 'schedule', schedule: 'PSCH1' }],
  ['/escalation_policies/PESC1', { name: 'escalation-policy', escalationPolicy: 'PESC1' }],
  ['/escalation_policies#PESC1', { name: 'escalation-policy', escalationPolicy: 'PESC1' }],
  ['/teams/PTEAM1', { name: 'team', team: 'PTEAM1' }],
  ['/users/PUSER1', { name: 'user', username: 'PUSER1' }],
]);
