// The main job in Firefox.
import { start_firefox } from './drivers/firefox.mjs';
import { main_job } from './drivers/main_job.mjs';

main_job('Firefox', start_firefox);
