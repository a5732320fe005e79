package com.flowex.edge.http;

import com.flowex.ground.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Swagger UI at {@code /docs} over the contract at {@code /docs/openapi.yaml}. */
public final class ApiDocs {

    /** Swagger UI sets styles on its elements; its scripts come from here all the same. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:;"
            + " style-src 'self' 'unsafe-inline'; script-src 'self'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>FlowEx API</title>
            <link rel="stylesheet" href="/docs/ui/swagger-ui.css">
            </head>
            <body>
            <div id="swagger-ui"></div>
            <script src="/docs/ui/swagger-ui-bundle.js"></script>
            <script src="/docs/start.js"></script>
            </body>
            </html>
            """;

    private static final String START = """
            SwaggerUIBundle({ url: "/docs/openapi.yaml", dom_id: "#swagger-ui", deepLinking: true });
            """;

    private ApiDocs() {}

    public static Routes routes() {
        StaticFiles ui = new StaticFiles("/docs/ui", "META-INF/resources/webjars/swagger-ui/" + version());
        return new Routes()
                .get("/docs", Access.PUBLIC, _ -> text("text/html; charset=utf-8", PAGE)
                        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY))
                .get("/docs/start.js", Access.PUBLIC, _ -> text("text/javascript; charset=utf-8", START))
                .get(
                        "/docs/openapi.yaml",
                        Access.PUBLIC,
                        _ -> Answer.bytes(
                                200, "application/yaml; charset=utf-8", resource("com/flowex/edge/docs/openapi.yaml")))
                .get("/docs/ui/{file}", Access.PUBLIC, request -> ui.find("/docs/ui/" + request.path("file"))
                        .orElseThrow(() -> Refusal.notFound("there is no such file"))
                        .answer(request));
    }

    private static Answer text(String contentType, String text) {
        return Answer.bytes(200, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The webjar carries its version in its folder's name, and says it in its Maven properties. */
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
                throw new IllegalStateException("not packaged: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a packaged file cannot be read: " + name, e);
        }
    }
}
