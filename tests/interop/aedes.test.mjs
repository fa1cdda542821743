// mqtt_client against npm's aedes.
import * as aedes from './aedes.mjs';
import { run_subjects } from './subjects.mjs';

run_subjects(aedes);
