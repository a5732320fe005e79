package com.flowex.access.http.page;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.platform.errors.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Documentation for API clients: Swagger UI at {@code /docs} over the contract at {@code /docs/openapi.yaml}, and the
 * streams at {@code /docs/streams}, generated from {@code /docs/asyncapi.yaml}; for clients of Binance the same at
 * {@code /docs/binance}, {@code /docs/binance-streams} and {@code /docs/binance-requests}. Nothing in them comes from
 * another host.
 */
public final class ApiDocs {

    /** Swagger UI sets styles on its elements; its scripts still come from this host. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:;"
            + " style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>FlowEx API</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/docs/ui/swagger-ui.css">
            <link rel="stylesheet" href="/docs/streams.css">
            </head>
            <body>
            <nav aria-label="Documents"><a href="/docs" aria-current="page">REST</a> <a href="/docs/streams">Streams</a>
            <a href="/docs/binance">Clients of Binance</a> <a href="/docs/binance-streams">their streams</a>
            <a href="/docs/binance-requests">their requests</a>
            <a href="/docs/openapi.yaml">openapi.yaml</a> <a href="/docs/asyncapi.yaml">asyncapi.yaml</a></nav>
            <div id="swagger-ui" data-document="DOCUMENT"></div>
            <script src="/docs/ui/swagger-ui-bundle.js"></script>
            <script src="/docs/start.js"></script>
            </body>
            </html>
            """;

    private static final String START = """
            const shown = document.getElementById("swagger-ui").dataset.document;
            SwaggerUIBundle({ url: shown, dom_id: "#swagger-ui", deepLinking: true });
            """;

    /** Styles of the page of streams, and of the links between the pages. */
    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
            nav { padding: 0.75rem 1.5rem; background: #0b1220; color: #fff; display: flex; gap: 1.25rem; flex-wrap: wrap; }
            nav a { color: #9cc9ff; }
            nav a[aria-current] { color: #fff; font-weight: 600; text-decoration: none; }
            main { max-width: 64rem; margin: 0 auto; padding: 0 1.5rem 4rem; }
            article { margin: 1.5rem 0; padding: 0 1rem 0.5rem; border-inline-start: 3px solid #5b8def; overflow-x: auto; }
            table { border-collapse: collapse; }
            th, td { text-align: start; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0; font-weight: normal; }
            thead th { font-size: 0.8rem; opacity: 0.75; }
            pre { overflow-x: auto; padding: 0.75rem; background: #8881; border-radius: 4px; }
            """;

    private static final Pattern PATH = Pattern.compile(" {2}(/\\S*):");
    private static final Pattern METHOD = Pattern.compile(" {4}(get|post|put|patch|delete):");

    private ApiDocs() {}

    public static Routes routes() {
        StaticFiles ui = new StaticFiles("/docs/ui", "META-INF/resources/webjars/swagger-ui/" + version());
        return new Routes()
                .get("/docs", Access.PUBLIC, _ -> page("/docs/openapi.yaml"))
                .get("/docs/binance", Access.PUBLIC, _ -> page("/docs/binance.yaml"))
                .get("/docs/start.js", Access.PUBLIC, _ -> text("text/javascript; charset=utf-8", START))
                .get("/docs/streams.css", Access.PUBLIC, _ -> text("text/css; charset=utf-8", STYLE))
                .get("/docs/streams", Access.PUBLIC, _ -> streams("streams.html"))
                .get("/docs/binance-streams", Access.PUBLIC, _ -> streams("binance-streams.html"))
                .get("/docs/binance-requests", Access.PUBLIC, _ -> streams("binance-requests.html"))
                .get(
                        "/docs/binance-requests.yaml",
                        Access.PUBLIC,
                        _ -> document("application/yaml", "binance-requests.yaml"))
                .get("/docs/openapi.yaml", Access.PUBLIC, _ -> document("application/yaml", "openapi.yaml"))
                .get("/docs/binance.yaml", Access.PUBLIC, _ -> document("application/yaml", "binance.yaml"))
                .get("/docs/asyncapi.yaml", Access.PUBLIC, _ -> document("application/yaml", "asyncapi.yaml"))
                .get(
                        "/docs/binance-streams.yaml",
                        Access.PUBLIC,
                        _ -> document("application/yaml", "binance-streams.yaml"))
                .get("/docs/ui/{file}", Access.PUBLIC, request -> ui.find("/docs/ui/" + request.path("file"))
                        .orElseThrow(() -> Refusal.notFound("there is no such file"))
                        .answer(request));
    }

    /** Returns every operation of the API and of the API for clients of Binance, as in "POST /api/auth/login". */
    public static Set<String> operations() {
        Set<String> operations = new HashSet<>();
        for (String name : List.of("openapi.yaml", "binance.yaml")) {
            String path = "";
            for (String line : new String(resource("com/flowex/access/docs/" + name), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                Matcher begins = PATH.matcher(line);
                Matcher method = METHOD.matcher(line);
                if (begins.matches()) {
                    path = begins.group(1);
                } else if (method.matches()) {
                    operations.add(method.group(1).toUpperCase(Locale.ROOT) + " " + path);
                }
            }
        }
        return operations;
    }

    /** Returns a document in Swagger UI. */
    private static Answer page(String document) {
        return text("text/html; charset=utf-8", PAGE.replace("DOCUMENT", document))
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }

    /** Returns the readable page of a stream's messages. */
    private static Answer streams(String page) {
        return document("text/html", page).header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }

    private static Answer document(String contentType, String name) {
        return Answer.bytes(200, contentType + "; charset=utf-8", resource("com/flowex/access/docs/" + name));
    }

    private static Answer text(String contentType, String text) {
        return Answer.bytes(200, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the version of the webjar, from its Maven properties; it is part of the webjar's folder name. */
    private static String version() {
        String properties =
                new String(resource("META-INF/maven/org.webjars/swagger-ui/pom.properties"), StandardCharsets.UTF_8);
        return properties
                .lines()
                .filter(line -> line.startsWith("version="))
                .map(line -> line.substring("version=".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private static byte[] resource(String name) {
        try (InputStream in = ApiDocs.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not packaged: " + name + "; ./flowex build makes it");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a packaged file cannot be read: " + name, e);
        }
    }
}
