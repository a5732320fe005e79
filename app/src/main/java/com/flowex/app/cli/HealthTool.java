package com.flowex.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.process.Ports;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.settings.NodeSettings;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.gateway.route.UpstreamAddress;
import com.flowex.platform.settings.HttpAddress;
import com.flowex.platform.settings.SettingsSources;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code ./flowex health}: shows the health of a running process; {@code --history} shows its changes.
 *
 * <p>Exits with 0 if it is ready, 1 if it fails or does not answer, 2 on wrong arguments.
 */
public final class HealthTool {

    private static final int FAILING = 1;
    private static final int MISUSED = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String USAGE = """
            usage: ./flowex health [--history] [--json] [--url http://HOST:PORT]
            of the process that the settings describe, or of any other""";

    private HealthTool() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        List<String> rest = new ArrayList<>(args);
        boolean isHistory = rest.remove("--history");
        boolean isJson = rest.remove("--json");
        if (!rest.isEmpty() && !(rest.size() == 2 && rest.getFirst().equals("--url"))) {
            err.println(USAGE);
            return MISUSED;
        }
        try {
            String base = rest.isEmpty()
                    ? address(LauncherSettings.of(SettingsSources.withFile(environment)))
                            .toString()
                    : rest.getLast();
            HttpResponse<String> answer = asked(URI.create(base + (isHistory ? "/health/history" : "/health")));
            if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
                err.println(base + " answers " + answer.statusCode() + ": "
                        + answer.body().strip());
                return FAILING;
            }
            JsonNode body = MAPPER.readTree(answer.body());
            out.print(isJson ? answer.body() + "\n" : isHistory ? history(body) : parts(body));
            return body.path("status").asText().equals("failing") ? FAILING : 0;
        } catch (LauncherSettings.ConfigurationException wrong) {
            wrong.lines().forEach(err::println);
            return MISUSED;
        } catch (IllegalArgumentException e) {
            err.println(USAGE);
            return MISUSED;
        } catch (IOException e) {
            err.println("nobody answers (" + e + "): is it running? ./flowex run starts it, --url names another");
            return FAILING;
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

    private static HttpResponse<String> asked(URI at) throws IOException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return client.send(
                    HttpRequest.newBuilder(at).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
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
