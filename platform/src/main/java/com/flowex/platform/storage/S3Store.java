package com.flowex.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Store in a bucket of a server that speaks S3, below a prefix. */
final class S3Store implements ObjectStore {

    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param prefix empty, or ending with a slash */
    S3Store(String bucket, String prefix, S3Settings settings) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.client = client(settings);
    }

    /**
     * Creates the client. It sends its own checksums only where S3 requires them, because not every S3 server knows the
     * newer ones.
     */
    private static S3Client client(S3Settings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.timeout())
                        .socketTimeout(settings.timeout())
                        .build())
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        return settings.accessKey().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }

    @Override
    public void put(String name, Content content) throws IOException {
        S3UploadStream writing = new S3UploadStream(this, client, bucket, key(name));
        boolean whole = false;
        try {
            ChecksumOutputStream summed = new ChecksumOutputStream(writing);
            content.writeTo(summed);
            summed.finish();
            writing.finish();
            whole = true;
        } finally {
            if (!whole) {
                writing.abandon();
            }
        }
    }

    @Override
    public InputStream get(String name) throws IOException {
        String key = key(name);
        return new ChecksumInputStream(
                name,
                call(name, () -> client.getObject(get -> get.bucket(bucket).key(key))));
    }

    @Override
    public List<StoredObject> list(String begin) throws IOException {
        String from = prefix + ObjectName.checkedPrefix(begin);
        List<StoredObject> found = new ArrayList<>();
        call(begin, () -> {
            client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(from))
                    .contents()
                    .forEach(object -> add(object, found));
            return found;
        });
        found.sort(Comparator.comparing(StoredObject::name));
        return found;
    }

    private void add(S3Object object, List<StoredObject> found) {
        String name = object.key().substring(prefix.length());
        if (ObjectName.is(name)) {
            found.add(new StoredObject(name, Math.max(0, object.size() - ChecksumOutputStream.TRAILER_BYTES)));
        }
    }

    @Override
    public long size(String name) throws IOException {
        String key = key(name);
        long stored =
                call(name, () -> client.headObject(head -> head.bucket(bucket).key(key))
                        .contentLength());
        return Math.max(0, stored - ChecksumOutputStream.TRAILER_BYTES);
    }

    /** Uses a listing, which distinguishes a missing object from a missing bucket. */
    @Override
    public boolean exists(String name) throws IOException {
        String key = key(name);
        return call(
                name, () -> client
                        .listObjectsV2(list -> list.bucket(bucket).prefix(key).maxKeys(1))
                        .contents()
                        .stream()
                        .anyMatch(object -> object.key().equals(key)));
    }

    @Override
    public void delete(String name) throws IOException {
        String key = key(name);
        call(name, () -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    private String key(String name) {
        return prefix + ObjectName.checked(name);
    }

    /** Asks the store; its failures are translated to those of any store. */
    <T> T call(String name, Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (NoSuchBucketException e) {
            throw new IOException(url() + ": there is no bucket " + bucket, e);
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException(url(), name);
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() == NOT_FOUND) {
                throw new MissingObjectException(url(), name);
            }
            throw new IOException(url() + ": " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String url() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }

    @Override
    public void close() {
        client.close();
    }
}
