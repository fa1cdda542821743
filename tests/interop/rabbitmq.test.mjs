// mqtt_client against RabbitMQ's plugins for MQTT and for MQTT over WebSocket.
import * as rabbitmq from './rabbitmq.mjs';
import { run_subjects } from './subjects.mjs';

run_subjects(rabbitmq);
