package com.flowex.platform.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Location of a store in the operator's notation. */
sealed interface StoreUrl {

    /** Rule of such a URL; completes "must be ...". */
    String RULE = "a folder, file:/folder or s3://bucket/prefix";

    record Folder(Path path) implements StoreUrl {}

    /** @param prefix empty, or ending with a slash */
    record Bucket(String bucket, String prefix) implements StoreUrl {}

    Pattern S3 = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*?))?/?");
    Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    /** @throws IllegalArgumentException if it is none */
    static StoreUrl of(String text) {
        if (text.startsWith("s3:")) {
            Matcher parts = S3.matcher(text);
            if (!parts.matches()) {
                throw refused(text);
            }
            String prefix = parts.group(2) == null ? "" : parts.group(2);
            return new Bucket(parts.group(1), prefix.isEmpty() ? "" : ObjectName.checked(prefix) + "/");
        }
        if (text.startsWith("file:")) {
            return new Folder(Path.of(URI.create(text)).normalize());
        }
        if (text.isBlank() || SCHEME.matcher(text).matches()) {
            throw refused(text);
        }
        return new Folder(Path.of(text).toAbsolutePath().normalize());
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("a store must be " + RULE + ", was \"" + text + "\"");
    }

    default ObjectStore open(S3Settings s3) throws IOException {
        return switch (this) {
            case Folder(Path path) -> new FolderStore(path);
            case Bucket(String bucket, String prefix) -> new S3Store(bucket, prefix, s3);
        };
    }
}
