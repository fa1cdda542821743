// mqtt_client against Mosquitto: what every broker is asked. What only MQTT 5 has is in mosquitto_v5.test.mjs, passwords and
// permissions are in mosquitto_guarded.test.mjs.
import * as mosquitto from './mosquitto.mjs';
import { run_subjects, subjects } from './subjects.mjs';

run_subjects(mosquitto, subjects);
