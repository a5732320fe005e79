package com.flowex.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.process.Ports;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.settings.NodeSettings;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.gateway.route.UpstreamAddress;
import com.flowex.platform.settings.HttpAddress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./flowex health}: shows the health of a running process; {@code --history} shows its changes.
 *
 * <p>Exits with 0 if it is ready, 1 if it fails or does not answer, 2 on wrong arguments.
 */
@Command
final class HealthTool implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CommandContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--history", description = "show the changes instead of the present state")
    private boolean isHistory;

    @Option(names = "--json", description = "print JSON")
    private boolean isJson;

    @Option(
            names = "--url",
            paramLabel = "http://HOST:PORT",
            description = "process to ask; the one that the settings describe unless it is given")
    private String url = "";

    HealthTool(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String base = url.isEmpty() ? address(context.settings()).toString() : url;
        try {
            HttpResponse<String> answer = response(base + (isHistory ? "/health/history" : "/health"));
            if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
                context.err()
                        .println(base + " answers " + answer.statusCode() + ": "
                                + answer.body().strip());
                return CommandRunner.REFUSED;
            }
            JsonNode body = MAPPER.readTree(answer.body());
            context.out().print(isJson ? answer.body() + "\n" : isHistory ? history(body) : parts(body));
            return body.path("status").asText().equals("failing") ? CommandRunner.REFUSED : 0;
        } catch (IOException e) {
            context.err().println(base + " does not answer (" + e + "): ./flowex run starts it, --url names another");
            return CommandRunner.REFUSED;
        }
    }

    private static URI address(LauncherSettings settings) {
        NodeSettings node = settings.node();
        return switch (node.runs()) {
            case ALL, SOME ->
                HttpAddress.of(settings.edge().host(), Ports.of(settings).getFirst(), "");
            case ENGINE -> {
                Member self = node.members().all().get(node.member());
                yield HttpAddress.of(self.host(), self.operatorsPort(), "");
            }
            case GATEWAY -> {
                UpstreamAddress at = settings.gateway().operators();
                yield HttpAddress.of(at.host(), at.port(), "");
            }
        };
    }

    private HttpResponse<String> response(String address) throws IOException {
        HttpRequest request = request(address);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest request(String address) {
        try {
            return HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--url must be http://HOST:PORT, was \"" + url + "\"", e);
        }
    }

    private static String parts(JsonNode body) {
        StringBuilder lines = new StringBuilder("status: " + body.path("status").asText() + "\n");
        body.path("services").properties().forEach(each -> lines.append("service ")
                .append(each.getKey())
                .append(": ")
                .append(each.getValue().asText())
                .append('\n'));
        for (JsonNode part : body.path("components")) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%-24s %-9s since %s %s%n",
                    part.path("name").asText(),
                    part.path("state").asText(),
                    part.path("since").asText(),
                    part.path("why").isNull()
                            ? part.path("figures").toString()
                            : part.path("why").asText() + " " + part.path("figures")));
        }
        if (body.path("components").isEmpty()) {
            body.path("parts")
                    .properties()
                    .forEach(each -> lines.append(String.format(
                            Locale.ROOT,
                            "%-24s %s%n",
                            each.getKey(),
                            each.getValue().asText())));
        }
        return lines.toString();
    }

    private static String history(JsonNode body) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode change : body.path("items")) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%s %-16s %-24s %s -> %s %s%n",
                    change.path("at").asText(),
                    change.path("process").asText(),
                    change.path("part").asText("-").replace("null", "-"),
                    change.path("before").asText("-").replace("null", "-"),
                    change.path("state").asText(),
                    change.path("why").isNull() ? "" : change.path("why").asText()));
        }
        return lines.isEmpty() ? "nothing has changed\n" : lines.toString();
    }
}
