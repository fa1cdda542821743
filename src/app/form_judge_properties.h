// Complaints about the will and about MQTT 5's properties. Not whether a field counts at all (form_judge.h).
#pragma once
#include "app/judge.h"

namespace app {

// For the fields from session_expiry_s to will_user_properties, publish_content_type to publish_user_properties,
// subscription_identifier and subscribe_user_properties; any other is none of this file's.
void judge_property(Judge& judge, model::Field field);

}  // namespace app
