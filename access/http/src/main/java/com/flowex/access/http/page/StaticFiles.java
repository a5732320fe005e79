package com.flowex.access.http.page;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
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

    /** Codings that the build of the page writes beside an asset, by the suffix of their file. */
    private static final Map<ContentCoding, String> BUILT =
            Map.of(ContentCoding.BROTLI, ".br", ContentCoding.GZIP, ".gz");

    /** Files below it carry a hash of their content in their name, so that what lies beside them is of the same content. */
    private static final String ASSETS = "/assets/";

    /** @param sum identifies the content, whatever its coding */
    private record Loaded(String contentType, EncodedContent content, String sum, String caching) {

        /** Returns a tag of its own for each coding: the bytes are others, so a cache must not take one for another. */
        String tag(ContentCoding coding) {
            return coding == ContentCoding.IDENTITY ? '"' + sum + '"' : '"' + sum + '-' + coding.token() + '"';
        }
    }

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
        String tag = file.tag(file.content().codingFor(request));
        Answer answer = isKnown(tag, request.header("If-None-Match").orElse(""))
                ? file.content().varying(Answer.notModified())
                : file.content().answer(file.contentType(), request);
        // A worker obeys the policy of its own script, not that of the page that registered it.
        if (file.contentType().startsWith("text/html") || file.contentType().startsWith("text/javascript")) {
            answer.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        }
        return answer.header("ETag", tag).header("Cache-Control", file.caching());
    }

    /** Returns true if a list of tags names this one; a proxy may have marked it as weak. */
    private static boolean isKnown(String tag, String known) {
        for (String each : known.split(",", -1)) {
            String named = each.strip();
            if (named.equals("*") || named.equals(tag) || named.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
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
        return read(name).map(content -> {
            Loaded file = loaded(name, type, content);
            loaded.put(name, file);
            return file;
        });
    }

    private Loaded loaded(String name, String type, byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        String sum = HexFormat.of().toHexDigits((int) crc.getValue()) + "-" + content.length;
        if (!name.startsWith(ASSETS)) {
            return new Loaded(type, EncodedContent.gzipped(content), sum, "no-cache");
        }
        Map<ContentCoding, byte[]> built = new EnumMap<>(ContentCoding.class);
        BUILT.forEach((coding, suffix) -> read(name + suffix).ifPresent(bytes -> built.put(coding, bytes)));
        EncodedContent encoded = built.isEmpty() ? EncodedContent.gzipped(content) : EncodedContent.of(content, built);
        return new Loaded(type, encoded, sum, "public, max-age=31536000, immutable");
    }

    private Optional<byte[]> read(String name) {
        try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(folder + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a packaged file cannot be read: " + folder + name, e);
        }
    }
}
