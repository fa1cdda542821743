// A form filled in by the page's URL: `#address=…&port=…`, in the fragment or the query. Only text comes in, only a form
// and notices go out: no parameter ever makes the page connect, publish or subscribe.
//
// A fragment rather than a query keeps the values, a secret above all, out of what a browser sends to the web server.
// Values are percent-encoded UTF-8; `+` is a plus sign, not a blank: topics have them.
//
//   login=uiot|other  address  port  ssl=true|false (or 1|0)  path  subprotocol
//   productSN  deviceSN  deviceSecret  clientId  userName  password
//   keepalive (s)  cleanSession=true|false  interval (ms)  connectTimeout (s)  maxPacket (bytes)
//   topic: for publish and subscribe, with a wildcard only for subscribe
//   publishTopic  subscribeTopic: for one of them, and stronger than topic
//   message  hex=true|false (the message is HEX)  qos=0|1|2 (publish and subscribe)  retain=true|false
//   version=3.1|3.1.1|5
//   will=true|false  willTopic  willMessage  willHex=true|false  willQos=0|1|2  willRetain=true|false
//   lang=en|zh  theme=system|light|dark|contrast  embed=1|0
//
// Of MQTT 5, used only with version=5; user properties are lines of `name=value`, a line break is %0A:
//   sessionExpiry (s)  receiveMaximum  topicAliasMaximum  topicAliases=true|false (aliases are given to what is published)
//   requestResponseInformation=true|false  requestProblemInformation=true|false  userProperties
//   authMethod  authData (a secret)  authDataHex=true|false
//   willDelay (s)  willExpiry (s)  willIsText=true|false  willContentType  willResponseTopic  willCorrelationData
//   willCorrelationDataHex=true|false  willUserProperties  willOnDisconnect=true|false
//   payloadIsText=true|false  messageExpiry (s)  contentType  responseTopic  correlationData  correlationDataHex=true|false
//   topicAlias  publishUserProperties
//   noLocal=true|false  retainAsPublished=true|false  retainHandling=0|1|2  subscriptionIdentifier  subscribeUserProperties
//
// Names are matched exactly. Without `login`, clientId, userName or password choose "other broker" unless a serial is
// given too.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/form.h"
#include "model/mark.h"
#include "model/view.h"

namespace model {

inline constexpr std::size_t kMostUrlBytes = std::size_t{64} << 10;  // of query and fragment together; beyond, all is ignored

struct UrlParameters {
  // What was given, by field; nullopt: not given.
  std::array<std::optional<std::string>, kFieldCount> text;
  std::array<std::optional<bool>, kToggleCount> on;
  std::optional<LoginKind> login;
  std::optional<mqtt::Version> version;
  std::optional<std::uint8_t> qos, will_qos, retain_handling;
  std::optional<Language> language;
  std::optional<ThemeChoice> theme;
  std::optional<bool> embedded;
  bool had_secret = false;  // deviceSecret, password, authData or a name much like them was there, good or bad, or the
                            // URL was too long to be read: take the parameters out of the address bar
  Marks notices;            // url_unknown, url_bad_value, url_duplicate, url_too_long; never a secret's value
};

// Reads `query` and `fragment`, each with or without its leading `?` or `#`. A name given twice counts the first time;
// the fragment is read first.
UrlParameters read_url(std::string_view query, std::string_view fragment);

}  // namespace model
