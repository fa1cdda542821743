// Codes in words: of CONNACK, of MQTT 5's other answers, of the WebSocket's close.
#include <iterator>

#include "mqtt/reason_code.h"
#include "ui/text.h"
#include "ui/wording.h"

namespace ui {
namespace {

using model::Language;
using mqtt::ReasonCode;

struct Pair {
  std::string_view en, zh;
};

struct Code {
  std::uint16_t code;
  Pair words;
};

std::string_view pick(const Pair& pair, Language language) { return language == Language::zh ? pair.zh : pair.en; }

template <std::size_t N>
std::string_view find(const Code (&codes)[N], std::uint16_t code, Language language) {
  for (const Code& known : codes)
    if (known.code == code) return pick(known.words, language);
  return {};
}

// MQTT 3.1.1 §3.2.2.3
constexpr Pair kRefusals[] = {
    {"accepted", "已接受"},
    {"the broker does not speak this protocol version", "Broker 不支持该协议版本"},
    {"the client id is not allowed; check it (UIoT: ProductSN and DeviceSN)", "Client ID 不被允许，请检查 (UIoT：ProductSN 和 DeviceSN)"},
    {"the broker's MQTT service is unavailable; it is tried again", "Broker 的 MQTT 服务不可用，稍后会重试"},
    {"wrong user name or password; check them (UIoT: DeviceSecret, not ProductSecret)", "用户名或密码错误，请检查 (UIoT：应为 DeviceSecret，不是 ProductSecret)"},
    {"not authorized; check user name, password and client id", "未获授权，请检查用户名、密码和 Client ID"},
};

constexpr Code kReasons[] = {
#define K(code, en, zh) {code, {en, zh}},
#include "ui/reason_codes.inc"
#undef K
};

// What a person can do about a refusal; what all of them share is said by `stopped`.
constexpr Code kAdvice[] = {
    {code(ReasonCode::unsupported_protocol_version), {"try MQTT 3.1.1 (Advanced, MQTT version)", "请改用 MQTT 3.1.1 (高级，MQTT 版本)"}},
    {code(ReasonCode::client_identifier_not_valid), {"check the client id", "请检查 Client ID"}},
    {code(ReasonCode::bad_user_name_or_password), {"check user name and password", "请检查用户名和密码"}},
    {code(ReasonCode::not_authorized), {"check user name, password and client id", "请检查用户名、密码和 Client ID"}},
    {code(ReasonCode::bad_authentication_method), {"check the authentication method", "请检查认证方法"}},
    {code(ReasonCode::topic_name_invalid), {"check the will topic", "请检查遗嘱 Topic"}},
    {code(ReasonCode::retain_not_supported), {"the will may not be retained", "遗嘱不能使用 Retain"}},
    {code(ReasonCode::qos_not_supported), {"choose a lower will QoS", "请降低遗嘱 QoS"}},
    {code(ReasonCode::payload_format_invalid), {"the will is not the text that it is said to be", "遗嘱内容不是所声明的文本"}},
    {code(ReasonCode::packet_too_large), {"CONNECT is too large, the will perhaps", "CONNECT 过大，可能是遗嘱过长"}},
};

// RFC 6455 §7.4.1
constexpr Code kCloseCodes[] = {
    {1000, {"normal end", "正常关闭"}},
    {1001, {"the server is going away", "服务器正在关闭"}},
    {1002, {"WebSocket protocol error", "WebSocket 协议错误"}},
    {1003, {"the server does not take this kind of data", "服务器不接受这类数据"}},
    {1005, {"closed without a code", "关闭时没有给出代码"}},
    {1006, {"broken off without a close", "异常断开，没有关闭帧"}},
    {1007, {"inconsistent data", "数据不一致"}},
    {1008, {"against the server's policy", "违反服务器策略"}},
    {1009, {"message too big for the server", "消息超过服务器上限"}},
    {1010, {"a WebSocket extension is missing", "缺少 WebSocket 扩展"}},
    {1011, {"error inside the server", "服务器内部错误"}},
    {1012, {"the server restarts", "服务器重启"}},
    {1013, {"the server is overloaded, try later", "服务器过载，请稍后再试"}},
    {1014, {"bad gateway", "网关错误"}},
    {1015, {"TLS failed", "TLS 失败"}},
};

std::string with_words(std::string number, std::string_view words) {
  if (!words.empty()) number.append(" (").append(words).append(")");
  return number;
}

}  // namespace

std::string reason_code(std::uint16_t code, Language language) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const std::string number{'0', 'x', kHex[code >> 4 & 15], kHex[code & 15]};
  return with_words(number, find(kReasons, code, language));
}

std::string connect_refusal(std::uint16_t code, Language language) {
  if (code >= mqtt::kFirstFailure) {
    std::string words = "CONNACK " + reason_code(code, language);
    const std::string_view advice = find(kAdvice, code, language);
    if (!advice.empty()) words.append(pick({"; ", "，"}, language)).append(advice);
    return words;
  }
  if (code >= std::size(kRefusals)) return "CONNACK " + std::to_string(code);
  return "CONNACK " + std::to_string(code) + ": " + std::string(pick(kRefusals[code], language));
}

std::string no_more_attempts(std::uint16_t code, std::string_view reference, Language language) {
  const auto say = [language](const Pair& pair, std::string_view text = {}) { return fill(pick(pair, language), {.text = text}); };
  if (code < mqtt::kFirstFailure || code > 0xFF) {
    if (code == 0) return say({"It is not tried again; change what is wrong and connect again.", "不再重连，请修改后重新连接。"});
    return say({"It is not tried again: the answer would be the same. Change the login and connect again.",
                "不再重连：结果不会改变。请修改登录信息后重新连接。"});
  }
  switch (static_cast<ReasonCode>(code)) {
    case ReasonCode::session_taken_over:
      return say({"Another connection with the same client id took the session over; it is not tried again, or the two would throw "
                  "each other out. Close the other one (another tab, another device), then connect.",
                  "另一个使用相同 Client ID 的连接接管了会话，不再重连，以免互相踢下线。请先关闭另一个 (其他标签页或设备)，再连接。"});
    case ReasonCode::use_another_server:
    case ReasonCode::server_moved:
      if (reference.empty())
        return say({"It is not tried again: the broker sends this client to another server. Fill that one in and connect.",
                    "不再重连：Broker 要求使用其他服务器。请填写其地址后连接。"});
      return say({"It is not tried again: the broker sends this client to {t}. Fill that one in as Address and connect.",
                  "不再重连：Broker 要求使用 {t}。请填入 Address 后连接。"},
                 reference);
    case ReasonCode::topic_filter_invalid:
    case ReasonCode::shared_subscriptions_not_supported:
    case ReasonCode::subscription_identifiers_not_supported:
    case ReasonCode::wildcard_subscriptions_not_supported:
      return say({"It is not tried again: the subscription would be refused again. Take it out of the list, then connect.",
                  "不再重连：该订阅仍会被拒绝。请先从列表中删除，再连接。"});
    default:
      return say({"It is not tried again: the answer would be the same. Change what is wrong and connect again.",
                  "不再重连：结果不会改变。请修改后重新连接。"});
  }
}

std::string close_code(std::uint16_t code, Language language) {
  return with_words(std::to_string(code), find(kCloseCodes, code, language));
}

}  // namespace ui
