// The main job in WebKit, Safari's engine.
import { start_webkit } from './drivers/webkit.mjs';
import { main_job } from './drivers/main_job.mjs';

main_job('WebKit', start_webkit);
