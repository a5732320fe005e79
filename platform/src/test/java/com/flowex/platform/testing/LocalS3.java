package com.flowex.platform.testing;

import com.flowex.platform.storage.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A store that speaks S3 and asks for signatures, over a folder, with one bucket. */
public final class LocalS3 implements AutoCloseable {

    public static final String BUCKET = "kept";

    private static final String KEY = "flowex";
    private static final String SECRET = "a secret of tests";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final S3Proxy server;
    private final Path folder;

    public LocalS3(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(bucket());
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .build();
        server.start();
    }

    /** Where the bucket's objects lie as files. */
    public Path bucket() {
        return folder.resolve(BUCKET);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public S3Settings settings() {
        return settings(SECRET);
    }

    /** With another secret. */
    public S3Settings settings(String secret) {
        return new S3Settings(endpoint(), "us-east-1", KEY, secret, true, TIMEOUT);
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
