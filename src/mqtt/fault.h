// How the checks fill in an error: one call a rule. Only for check.cpp and check_properties.cpp.
#pragma once
#include "mqtt/error.h"
#include "mqtt/rule.h"
#include "mqtt/utf8.h"

namespace mqtt {

// Every member is true if all is well, and otherwise fills in everything of `error` but its kind.
struct Fault {
  Error& error;
  PacketType packet;
  Version version;

  // Always false. A rule has one name for the versions before 5 and one for MQTT 5.
  bool operator()(Field field, Reason reason, const char* rule, std::uint64_t number0 = 0,
                  std::uint64_t number1 = 0) const {
    error.packet = packet;
    error.field = field;
    error.reason = reason;
    error.rule = rule;
    error.numbers[0] = number0;
    error.numbers[1] = number1;
    return false;
  }
  const char* rule(const char* before_5, const char* in_5) const { return mqtt::rule(version, before_5, in_5); }

  // Names the field of an error that a check of text has filled in.
  bool in(Field field, bool well) const {
    if (well) return true;
    error.packet = packet;
    error.field = field;
    return false;
  }
  bool text(Field field, std::string_view text) const { return in(field, check_string(text, error, version)); }
  bool binary(Field field, std::size_t size) const {
    return size <= kMaxStringSize ||
           (*this)(field, Reason::string_too_long, rule("MQTT 3.1.1 §3.1.3", "MQTT 5 §1.5.6"), size, kMaxStringSize);
  }
  bool needs_5(Field field, bool is_there, const char* rule) const {
    return !is_there || version == Version::v5 || (*this)(field, Reason::needs_mqtt_5, rule);
  }
};

}  // namespace mqtt
