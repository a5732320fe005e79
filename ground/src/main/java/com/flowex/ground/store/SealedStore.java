package com.flowex.ground.store;

import com.flowex.ground.sealing.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Store that encrypts every object. The newest key seals, every one opens. */
final class SealedStore implements ObjectStore {

    private final ObjectStore store;
    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    SealedStore(ObjectStore store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public void put(String name, Content content) throws IOException {
        String id = keys.ids().getFirst();
        SecretKey named = keys.key(id).orElseThrow();
        byte[] salt = new byte[SealedForm.SALT_BYTES];
        random.nextBytes(salt);
        byte[] head = SealedForm.head(id, salt);
        store.put(name, out -> {
            out.write(head);
            SealedWriting sealed = new SealedWriting(out, SealedForm.objectKey(named, head, name));
            content.writeTo(sealed);
            sealed.finish();
        });
    }

    @Override
    public InputStream get(String name) throws IOException {
        InputStream in = store.get(name);
        try {
            byte[] head = in.readNBytes(SealedForm.HEAD_BYTES);
            if (!SealedForm.marked(head)) {
                throw new DamagedObjectException(name, "is not sealed; FLOWEX_STORE_SEALED=off reads such");
            }
            String id = SealedForm.keyName(head);
            Optional<SecretKey> named = keys.key(id);
            if (named.isEmpty()) {
                throw new DamagedObjectException(
                        name,
                        "is sealed with the key " + id + ", which is not there; " + StoreSettings.KEYS + " has "
                                + String.join(", ", keys.ids()));
            }
            return new SealedReading(name, in, SealedForm.objectKey(named.get(), head, name));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        return store.list(prefix).stream()
                .map(object -> new StoredObject(object.name(), SealedForm.plainBytes(object.bytes())))
                .toList();
    }

    @Override
    public long size(String name) throws IOException {
        return SealedForm.plainBytes(store.size(name));
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
