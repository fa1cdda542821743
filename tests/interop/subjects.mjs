// What every broker and every version has, as tests that know neither: each is {name, needs, skip, run(scene)}. A broker's
// file registers them for each of its versions and transports (run_subjects), and table_test.mjs reads their names.
import { after, before, describe, test } from 'node:test';
import { Scene } from './scene.mjs';
import { connect_subjects } from './subjects_connect.mjs';
import { publish_subjects } from './subjects_publish.mjs';
import { resume_subjects } from './subjects_resume.mjs';
import { will_subjects } from './subjects_will.mjs';

export const subjects = [...connect_subjects, ...publish_subjects, ...will_subjects, ...resume_subjects];

export const version_names = { 3: '3.1', 4: '3.1.1', 5: '5' };

// Which of the broker's versions run this subject.
export function versions_of(subject, kind) {
  return (subject.versions ?? kind.versions).filter((version) => kind.versions.includes(version) && !kind.lacks[subject.needs]);
}

// `kind` is one of mosquitto.mjs, rabbitmq.mjs and aedes.mjs.
export function run_subjects(kind, list = subjects) {
  let broker;
  before(async () => (broker = await kind.start()));
  after(() => broker?.close());
  for (const transport of ['tcp', 'ws']) {
    for (const version of kind.versions) {
      describe(`${kind.name}, MQTT ${version_names[version]} over ${transport}`, () => {
        for (const subject of list) {
          if (!versions_of(subject, kind).includes(version)) continue;
          test(subject.name, { timeout: 60_000 }, async () => {
            const scene = new Scene(broker, transport, version);
            scene.kind = kind;
            try {
              await subject.run(scene);
            } finally {
              await scene.end();
            }
          });
        }
      });
    }
  }
}
