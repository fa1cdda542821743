// What every broker and every version has, as tests that know neither: each is {name, versions, transports, needs,
// run(scene)}. A broker's file registers them for each of its versions and transports; table.test.mjs reads their names.
import { after, before, describe, test } from 'node:test';
import { Scene } from './scene.mjs';
import { connect_subjects } from './subjects_connect.mjs';
import { publish_subjects } from './subjects_publish.mjs';
import { resume_subjects } from './subjects_resume.mjs';
import { will_subjects } from './subjects_will.mjs';

// Those that wait longest come first: the others run meanwhile.
export const subjects = [...connect_subjects, ...publish_subjects, ...will_subjects, ...resume_subjects];

export const version_names = { 3: '3.1', 4: '3.1.1', 5: '5' };

// Why this kind of broker is not asked this, or undefined. What `needs` names is looked up in the broker's `lacks`:
// {over: transports, why}, or {over, elsewhere} if another file of this folder asks it.
export function left_out(subject, kind, transport, version) {
  if (subject.versions && !subject.versions.includes(version)) return 'not in this version';
  if (subject.transports && !subject.transports.includes(transport)) return 'not over this transport';
  const lack = kind.lacks[subject.needs];
  return lack?.over.includes(transport) ? (lack.why ?? lack.elsewhere) : undefined;
}

// `kind` is what mosquitto.mjs, rabbitmq.mjs and aedes.mjs export. The broker is started once for all; so many subjects
// run `at_once`, since most of their time is spent waiting.
export function run_subjects(kind, list, at_once = 6) {
  describe(kind.name, { concurrency: at_once }, () => {
    let broker;
    before(async () => (broker = await kind.start()));
    after(() => broker?.close());
    for (const subject of list) {
      for (const version of kind.versions) {
        for (const transport of ['tcp', 'ws']) {
          if (left_out(subject, kind, transport, version)) continue;
          test(`${subject.name} (${kind.name}, MQTT ${version_names[version]}, ${transport})`, { timeout: 60_000 }, async () => {
            const scene = new Scene(broker, kind, transport, version);
            try {
              await subject.run(scene);
            } finally {
              await scene.end();
            }
          });
        }
      }
    }
  });
}
