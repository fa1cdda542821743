#include "tools/client_help.h"

#include "tools/property_names.h"

namespace tools {
namespace {

constexpr const char* kExitCodes = R"(Exit codes:
  0  done
  1  the command line is wrong, or asks for what MQTT forbids; nothing was sent
  2  no connection: nothing answered, or no CONNACK came
  3  CONNACK said no
  4  the connection was lost, or ended by an error or by the broker; a publish was interrupted
  5  a publish or a subscription was refused, by the broker or for a limit that the broker set
  6  --timeout was over first
)";

constexpr const char* kSub = R"(usage: mqtt_client sub -t FILTER [OPTION...]

Subscribes and writes each message to standard output, until it is interrupted (which sends DISCONNECT and ends with 0),
until --count messages have come, or until --timeout. It does not connect again by itself.

Options:
)";

constexpr const char* kPub = R"(usage: mqtt_client pub -t TOPIC (-m TEXT | -f FILE | -s | -n | --hex DIGITS) [OPTION...]

Publishes, waits until the broker has acknowledged (QoS 1 and 2), sends DISCONNECT and ends.

Options:
)";

constexpr const char* kDrive = R"(usage: mqtt_client drive

An MQTT client for other programs: lines of JSON in, lines of JSON out. It never connects by itself, sends what it is told
and nothing more but what MQTT itself demands (acknowledgements, PINGREQ), and goes on after lines that are wrong.

Input: one object a line. `id`, any JSON value, comes back in the event that settles the request.
  {"op":"connect","host":"127.0.0.1","port":1883,"transport":"tcp|ws","path":"/mqtt","version":3|4|5,"clean":true,
   "clientId":"…","keepalive":60,"username":"…","password":"…","will":{"topic","payload","qos","retain","properties"},
   "properties":{…}}
       also "subprotocol" (mqtt), and in milliseconds "connectTimeout" (30000; 0: none) and "pingTimeout" (0: by keepalive)
  {"op":"publish","topic":"…","payload":"…","qos":0|1|2,"retain":false,"properties":{…}}
  {"op":"subscribe","subscriptions":[{"topic":"…","qos":0,"nl":false,"rap":false,"rh":0}],"properties":{…}}
  {"op":"unsubscribe","unsubscriptions":["…"],"properties":{…}}
  {"op":"auth","reasonCode":24|25,"properties":{…}}
  {"op":"disconnect","reasonCode":0,"properties":{…}}
  {"op":"close"}                       closes the transport without DISCONNECT
Names and shapes are those of npm's mqtt-packet. Bytes are a string, which stands for its UTF-8, or {"hex":"…"};
userProperties an array of [name, value]. One connection at a time; a connect with clean false, the same clientId and the
same version resumes the session of the connection before. While there is no CONNACK yet, and between the connections of a
session that is kept, publishes of QoS 1 and 2 are queued and all else is refused. Session Present for a session of which
this run knows nothing ends the connection in MQTT 5, as the specification has it.

Output: one object a line.
  connected {sessionPresent, reasonCode, clientId, properties}     refused {reasonCode, properties}
  published {outcome, reasonCode, properties, error}               outcome: done, refused, not_sent or unknown
  received {topic, payload, qos, retain, dup, messageId, properties}
  subscribed, unsubscribed {messageId, outcome, topics, granted, properties}
  ignored {packet, messageId, reasonCode}                          auth_received {reasonCode, properties}
  server_disconnected {reasonCode, properties}                     failed {error}
  packet_sent, packet_received {packet, hex}                       a CONNECT's bytes hold the password
  ended {ending}                                                   disconnected, refused, failed, server_disconnected or
                                                                   connection_lost
  closed {by: local or peer, opened, reason, clean, code}          once a connection, at its end
  error {error: {kind, reason, text, …}}                           the line is wrong, or the command is refused
The id of a connect comes back in connected, refused or ended, that of a disconnect in ended, of a close in closed, of an
auth in the next auth_received, or in auth_ended {accepted} behind the CONNACK that ends the exchange; if the connection
ends without that event, in an error not_connected.

At the end of the input: what is under way (CONNACK, acknowledgements) is waited for, at most 5 seconds, then DISCONNECT is
sent and the program ends with 0. What a kept session still holds then comes out as published, unknown or not_sent.
)";

}  // namespace

std::string help_text() {
  return std::string(R"(usage: mqtt_client sub|pub|drive [OPTION...] [--help]

  sub    subscribe and print what comes
  pub    publish a message
  drive  for other programs: commands and events as lines of JSON

MQTT 3.1, 3.1.1 and 5, over TCP and over WebSocket.

)") + kExitCodes;
}

std::string help_text(Command command) {
  const bool pub = command == Command::pub;
  std::string text = pub ? kPub : kSub;
  text += option_help(command);
  text += "      --help                        this text\n\nProperties of MQTT 5:\n";
  text += property_help(Holder::connect, "--");
  text += "  of the will:\n" + property_help(Holder::will, "--will-");
  text += pub ? "  of the message:\n" + property_help(Holder::publish, "--")
              : "  of the subscription:\n" + property_help(Holder::subscribe, "--");
  text += R"(  --user-property is the message's or the subscription's; CONNECT's is --connect-user-property.
  -D PACKET NAME VALUE is another way: PACKET is connect, will, publish, subscribe or disconnect.
  BYTES may be given as hex:DIGITS.

)";
  return text + kExitCodes;
}

std::string drive_help_text() { return kDrive; }

}  // namespace tools
