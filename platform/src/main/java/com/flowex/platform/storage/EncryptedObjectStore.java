package com.flowex.platform.storage;

import com.flowex.platform.crypto.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Store that encrypts every object. The newest key seals, every one opens. */
final class EncryptedObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    EncryptedObjectStore(ObjectStore store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public void put(String name, Content content) throws IOException {
        String id = keys.ids().getFirst();
        SecretKey named = keys.key(id).orElseThrow();
        byte[] salt = new byte[EncryptedObjectFormat.SALT_BYTES];
        random.nextBytes(salt);
        byte[] head = EncryptedObjectFormat.head(id, salt);
        store.put(name, out -> {
            out.write(head);
            EncryptingOutputStream sealed =
                    new EncryptingOutputStream(out, EncryptedObjectFormat.objectKey(named, head, name));
            content.writeTo(sealed);
            sealed.finish();
        });
    }

    @Override
    public InputStream get(String name) throws IOException {
        InputStream in = store.get(name);
        try {
            byte[] head = in.readNBytes(EncryptedObjectFormat.HEAD_BYTES);
            if (!EncryptedObjectFormat.marked(head)) {
                throw new DamagedObjectException(name, "is not encrypted; FLOWEX_STORE_SEALED=off reads such objects");
            }
            String id = EncryptedObjectFormat.keyName(head);
            Optional<SecretKey> named = keys.key(id);
            if (named.isEmpty()) {
                throw new DamagedObjectException(
                        name,
                        "is encrypted with the key " + id + ", which is not there; " + StoreSettings.KEYS + " has "
                                + String.join(", ", keys.ids()));
            }
            return new DecryptingInputStream(name, in, EncryptedObjectFormat.objectKey(named.get(), head, name));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        return store.list(prefix).stream()
                .map(object -> new StoredObject(object.name(), EncryptedObjectFormat.plainBytes(object.bytes())))
                .toList();
    }

    @Override
    public long size(String name) throws IOException {
        return EncryptedObjectFormat.plainBytes(store.size(name));
    }

    @Override
    public boolean exists(String name) throws IOException {
        return store.exists(name);
    }

    @Override
    public void delete(String name) throws IOException {
        store.delete(name);
    }

    @Override
    public String url() {
        return store.url();
    }

    @Override
    public void close() {
        store.close();
    }
}
