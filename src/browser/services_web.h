// The browser behind Services. The outcome of a copy comes as PageEvent::copied or copy_failed.
#pragma once
#include "browser/services.h"

namespace browser {

// The one of this page; lives as long as the page.
Services& page_services();

}  // namespace browser
