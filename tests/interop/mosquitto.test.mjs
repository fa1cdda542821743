// mqtt_client against Mosquitto: what every broker is asked, and what only Mosquitto can do.
import * as mosquitto from './mosquitto.mjs';
import { run_subjects } from './subjects.mjs';

run_subjects(mosquitto);
