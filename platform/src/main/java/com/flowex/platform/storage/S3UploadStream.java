package com.flowex.platform.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Upload of one object: in one request if it is small, otherwise in parts that become an object at the end. */
final class S3UploadStream extends OutputStream {

    /** S3 takes parts of at least 5 MiB, and 10,000 of them: 80 GiB. */
    static final int PART_BYTES = 8 * 1_024 * 1_024;

    private static final int PARTS_MAX = 10_000;

    private final S3Store store;
    private final S3Client client;
    private final String bucket;
    private final String key;
    private final byte[] part = new byte[PART_BYTES];
    private final List<CompletedPart> parts = new ArrayList<>();
    private int filled;
    private @Nullable String upload;

    S3UploadStream(S3Store store, S3Client client, String bucket, String key) {
        this.store = store;
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (filled == PART_BYTES) {
                sendPart();
            }
            int taken = Math.min(left, PART_BYTES - filled);
            System.arraycopy(bytes, at, part, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
        }
    }

    /** Completes the object. */
    void finish() throws IOException {
        if (upload == null) {
            store.call(key, () -> client.putObject(put -> put.bucket(bucket).key(key), body()));
            return;
        }
        sendPart();
        String id = upload;
        store.call(
                key,
                () -> client.completeMultipartUpload(complete ->
                        complete.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts))));
        upload = null;
    }

    private void sendPart() throws IOException {
        if (parts.size() == PARTS_MAX) {
            throw new IOException(store.url() + ": " + key + " is larger than " + PARTS_MAX + " parts");
        }
        String id = upload();
        int number = parts.size() + 1;
        String tag = store.call(key, () -> client.uploadPart(
                        one -> one.bucket(bucket).key(key).uploadId(id).partNumber(number), body())
                .eTag());
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        filled = 0;
    }

    private String upload() throws IOException {
        if (upload == null) {
            upload = store.call(key, () -> client.createMultipartUpload(
                            create -> create.bucket(bucket).key(key))
                    .uploadId());
        }
        return upload;
    }

    private RequestBody body() {
        return RequestBody.fromBytes(Arrays.copyOf(part, filled));
    }

    /**
     * Gives up, so that the store may drop the parts. If it cannot be reached, its own rule for unfinished uploads
     * drops them.
     */
    void abandon() {
        String id = upload;
        if (id != null) {
            upload = null;
            try {
                client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(key).uploadId(id));
            } catch (SdkException unreachable) {
                parts.clear();
            }
        }
    }

    @Override
    public void close() {}
}
