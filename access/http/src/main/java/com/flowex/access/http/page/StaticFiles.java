package com.flowex.access.http.page;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/** Files of a class path folder, cached in memory at their first use; the packaged files are the bound. */
public final class StaticFiles {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("yaml", "application/yaml; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("map", "application/json"));

    private record Loaded(String contentType, GzippedContent content, String tag, String caching) {}

    /** Scripts and styles only from this host and never inline; images also from the places of a tenant's branding. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; connect-src 'self'; img-src 'self' data: https:;"
                    + " style-src 'self'; script-src 'self'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'";

    private final String prefix;
    private final String folder;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    /** @param prefix prefix of the path, "/" or without a slash at its end */
    public StaticFiles(String prefix, String folder) {
        this.prefix = prefix.equals("/") ? "" : prefix;
        this.folder = folder;
    }

    public Optional<Endpoint> find(String path) {
        if (!path.startsWith(prefix + "/") || path.contains("..") || path.contains("//")) {
            return Optional.empty();
        }
        String name = path.endsWith("/") ? path + "index.html" : path;
        return load(name.substring(prefix.length())).map(file -> request -> answer(file, request));
    }

    private static Answer answer(Loaded file, Request request) {
        boolean known =
                request.header("If-None-Match").filter(file.tag()::equals).isPresent();
        Answer answer = known ? Answer.notModified() : file.content().answer(file.contentType(), request);
        // A worker obeys the policy of its own script, not that of the page that registered it.
        if (file.contentType().startsWith("text/html") || file.contentType().startsWith("text/javascript")) {
            answer.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        }
        return answer.header("ETag", file.tag()).header("Cache-Control", file.caching());
    }

    private Optional<Loaded> load(String name) {
        Loaded known = loaded.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(folder + name)) {
            if (in == null) {
                return Optional.empty();
            }
            Loaded file = loaded(name, type, in.readAllBytes());
            loaded.put(name, file);
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a packaged file cannot be read: " + folder + name, e);
        }
    }

    private static Loaded loaded(String name, String type, byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        String tag = "\"" + HexFormat.of().toHexDigits((int) sum.getValue()) + "-" + content.length + "\"";
        // Files below assets/ carry a hash of their content in their name.
        String caching = name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
        return new Loaded(type, GzippedContent.of(content), tag, caching);
    }
}
