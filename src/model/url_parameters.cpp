#include "model/url_parameters.h"

#include <iterator>

#include "model/payload.h"
#include "model/search.h"

namespace model {
namespace {

enum class Kind : std::uint8_t { text, flag, topic, login, version, qos, will_qos, retain_handling, language, theme, embed };

struct Parameter {
  std::string_view name;
  Kind kind;
  std::uint8_t target = 0;  // Field of a text, Toggle of a flag
};

constexpr Parameter text(std::string_view name, Field field) {
  return {name, Kind::text, static_cast<std::uint8_t>(field)};
}
constexpr Parameter flag(std::string_view name, Toggle toggle) {
  return {name, Kind::flag, static_cast<std::uint8_t>(toggle)};
}

constexpr Parameter kParameters[] = {
    {"login", Kind::login},
    {"version", Kind::version},
    text("address", Field::address),
    text("port", Field::port),
    flag("ssl", Toggle::ssl),
    text("path", Field::path),
    text("subprotocol", Field::subprotocol),
    text("productSN", Field::product_sn),
    text("deviceSN", Field::device_sn),
    text("deviceSecret", Field::device_secret),
    text("clientId", Field::client_id),
    text("userName", Field::user_name),
    text("password", Field::password),
    text("keepalive", Field::keepalive_s),
    flag("cleanSession", Toggle::clean_session),
    text("interval", Field::interval_ms),
    text("connectTimeout", Field::connect_timeout_s),
    text("maxPacket", Field::max_packet_bytes),
    text("sessionExpiry", Field::session_expiry_s),
    text("receiveMaximum", Field::receive_maximum),
    text("topicAliasMaximum", Field::topic_alias_maximum),
    flag("topicAliases", Toggle::automatic_aliases),
    flag("requestResponseInformation", Toggle::request_response),
    flag("requestProblemInformation", Toggle::request_problem),
    text("userProperties", Field::connect_user_properties),
    text("authMethod", Field::auth_method),
    text("authData", Field::auth_data),
    flag("authDataHex", Toggle::auth_data_hex),
    flag("will", Toggle::will),
    text("willTopic", Field::will_topic),
    text("willMessage", Field::will_message),
    flag("willHex", Toggle::will_hex),
    {"willQos", Kind::will_qos},
    flag("willRetain", Toggle::will_retain),
    text("willDelay", Field::will_delay_s),
    text("willExpiry", Field::will_expiry_s),
    flag("willIsText", Toggle::will_is_text),
    text("willContentType", Field::will_content_type),
    text("willResponseTopic", Field::will_response_topic),
    text("willCorrelationData", Field::will_correlation),
    flag("willCorrelationDataHex", Toggle::will_correlation_hex),
    text("willUserProperties", Field::will_user_properties),
    flag("willOnDisconnect", Toggle::will_on_disconnect),
    {"topic", Kind::topic},
    text("publishTopic", Field::publish_topic),
    text("subscribeTopic", Field::subscribe_topic),
    text("message", Field::publish_message),
    flag("hex", Toggle::publish_hex),
    {"qos", Kind::qos},
    flag("retain", Toggle::retain),
    flag("payloadIsText", Toggle::publish_is_text),
    text("messageExpiry", Field::publish_expiry_s),
    text("contentType", Field::publish_content_type),
    text("responseTopic", Field::publish_response_topic),
    text("correlationData", Field::publish_correlation),
    flag("correlationDataHex", Toggle::publish_correlation_hex),
    text("topicAlias", Field::publish_topic_alias),
    text("publishUserProperties", Field::publish_user_properties),
    flag("noLocal", Toggle::no_local),
    flag("retainAsPublished", Toggle::retain_as_published),
    {"retainHandling", Kind::retain_handling},
    text("subscriptionIdentifier", Field::subscription_identifier),
    text("subscribeUserProperties", Field::subscribe_user_properties),
    {"lang", Kind::language},
    {"theme", Kind::theme},
    {"embed", Kind::embed},
};
// A notice is a line on the page, however long the parameter is.
constexpr std::size_t kMostNoticeBytes = 80;

constexpr std::size_t kParameterCount = std::size(kParameters);

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// False when a percent sign has no two digits after it or what comes out is no UTF-8.
bool decode(std::string_view from, std::string& to) {
  to.clear();
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] != '%') {
      to.push_back(from[i]);
      continue;
    }
    const int high = i + 2 < from.size() ? hex_value(from[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(from[i + 2]) : -1;
    if (low < 0) return false;
    to.push_back(static_cast<char>(high << 4 | low));
    i += 2;
  }
  return is_utf8(as_bytes(to));
}

bool is_secret(Field field) {
  return field == Field::device_secret || field == Field::password || field == Field::auth_data;
}

// Index of `value` in `words`, or -1.
template <std::size_t N>
int index_of(std::string_view value, const std::string_view (&words)[N]) {
  for (std::size_t i = 0; i < N; ++i)
    if (value == words[i]) return static_cast<int>(i);
  return -1;
}

std::optional<bool> flag_of(std::string_view value) {
  constexpr std::string_view kWords[] = {"false", "true", "0", "1"};
  const int index = index_of(value, kWords);
  return index < 0 ? std::nullopt : std::optional<bool>(index % 2 == 1);
}

// A name that is not ours but was surely meant to carry a secret, "DeviceSecret" for one: it has to leave the address
// bar too.
bool sounds_secret(std::string_view name) {
  for (const std::string_view word : {"secret", "password", "authdata"})
    if (Needle(word).find(as_bytes(name)) != Needle::npos) return true;
  return false;
}

class Reader {
 public:
  void read(std::string_view part) {
    while (!part.empty()) {
      const std::size_t end = part.find('&');
      if (end != 0) read_pair(part.substr(0, end));
      part.remove_prefix(end == std::string_view::npos ? part.size() : end + 1);
    }
  }

  UrlParameters finish() {
    if (topic_) {
      // A topic to publish to has no wildcards, so this one was meant for subscribing.
      const bool wildcard = topic_->find_first_of("+#") != std::string::npos;
      std::optional<std::string>& publish = field(Field::publish_topic);
      std::optional<std::string>& subscribe = field(Field::subscribe_topic);
      if (!publish && !wildcard) publish = *topic_;
      if (!subscribe) subscribe = std::move(*topic_);
    }
    const bool has_serial = field(Field::product_sn) || field(Field::device_sn) || field(Field::device_secret);
    const bool has_other = field(Field::client_id) || field(Field::user_name) || field(Field::password);
    if (!made_.login && has_other && !has_serial) made_.login = LoginKind::other;
    return std::move(made_);
  }

 private:
  std::optional<std::string>& field(Field which) { return made_.text[static_cast<std::size_t>(which)]; }

  void note(Complaint complaint, std::string_view text) {
    std::string shown;
    append_shown_text(shown, as_bytes(text).first(utf8_cut(as_bytes(text), kMostNoticeBytes)));
    if (text.size() > kMostNoticeBytes) shown += "…";
    made_.notices.push_back({Level::warning, complaint, {}, std::move(shown)});
  }

  void read_pair(std::string_view pair) {
    const std::size_t equals = pair.find('=');
    const std::string_view raw_value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    std::string name;
    if (!decode(pair.substr(0, equals), name)) name = pair.substr(0, equals);
    const Parameter* parameter = nullptr;
    for (const Parameter& known : kParameters)
      if (known.name == name) parameter = &known;
    if (!parameter) {
      made_.had_secret |= sounds_secret(name);
      return note(Complaint::url_unknown, name);
    }
    const bool secret = parameter->kind == Kind::text && is_secret(static_cast<Field>(parameter->target));
    made_.had_secret |= secret;
    bool& seen = seen_[parameter - kParameters];
    if (seen) return note(Complaint::url_duplicate, name);
    seen = true;
    std::string value;
    const bool decoded = equals != std::string_view::npos && decode(raw_value, value);
    if (decoded && take(*parameter, value)) return;
    note(Complaint::url_bad_value, secret ? std::string_view(name) : pair);
  }

  bool take(const Parameter& parameter, std::string& value) {
    constexpr std::string_view kLogins[] = {"uiot", "other"};
    constexpr std::string_view kVersions[] = {"3.1", "3.1.1", "5"};
    constexpr std::string_view kLevels[] = {"0", "1", "2"};
    constexpr std::string_view kLanguages[] = {"en", "zh"};
    constexpr std::string_view kThemes[] = {"system", "light", "dark", "contrast"};
    switch (parameter.kind) {
      case Kind::text:
        return take_text(static_cast<Field>(parameter.target), value);
      case Kind::topic:
        topic_ = std::move(value);
        return true;
      case Kind::flag:
        made_.on[parameter.target] = flag_of(value);
        return made_.on[parameter.target].has_value();
      case Kind::embed:
        made_.embedded = flag_of(value);
        return made_.embedded.has_value();
      case Kind::login:
        return take_choice(index_of(value, kLogins), made_.login);
      case Kind::version: {
        const int index = index_of(value, kVersions);
        return take_choice(index < 0 ? index : index + static_cast<int>(mqtt::Version::v3_1), made_.version);
      }
      case Kind::qos:
        return take_choice(index_of(value, kLevels), made_.qos);
      case Kind::will_qos:
        return take_choice(index_of(value, kLevels), made_.will_qos);
      case Kind::retain_handling:
        return take_choice(index_of(value, kLevels), made_.retain_handling);
      case Kind::language:
        return take_choice(index_of(value, kLanguages), made_.language);
      case Kind::theme:
        return take_choice(index_of(value, kThemes), made_.theme);
    }
    return false;
  }

  bool take_text(Field which, std::string& value) {
    if (is_numeric(which) && (value.empty() || value.find_first_not_of("0123456789") != std::string::npos)) return false;
    field(which) = std::move(value);
    return true;
  }

  template <typename T>
  bool take_choice(int index, std::optional<T>& to) {
    if (index < 0) return false;
    to = static_cast<T>(index);
    return true;
  }

  UrlParameters made_;
  std::optional<std::string> topic_;
  bool seen_[kParameterCount] = {};
};

}  // namespace

UrlParameters read_url(std::string_view query, std::string_view fragment) {
  if (query.starts_with('?')) query.remove_prefix(1);
  if (fragment.starts_with('#')) fragment.remove_prefix(1);
  const std::size_t size = query.size() + fragment.size();
  if (size > kMostUrlBytes) {
    UrlParameters none;
    // It was not read, so it has to be taken for one that holds a secret.
    none.had_secret = true;
    none.notices.push_back({Level::warning, Complaint::url_too_long, {size, kMostUrlBytes}, {}});
    return none;
  }
  Reader reader;
  reader.read(fragment);
  reader.read(query);
  return reader.finish();
}

}  // namespace model
