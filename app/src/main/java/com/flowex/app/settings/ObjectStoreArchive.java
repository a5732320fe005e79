package com.flowex.app.settings;

import com.flowex.cluster.settings.ArchiveStore;
import com.flowex.platform.storage.ObjectStore;
import com.flowex.platform.storage.StoreSettings;
import com.flowex.platform.storage.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archive of events in an object store. The store is opened for each use, since hours lie between two, and a store may
 * have recovered in between.
 */
record ObjectStoreArchive(StoreSettings stores, String url) implements ArchiveStore {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStoreArchive.class);

    @Override
    public void put(String name, Path file) throws IOException {
        if (stores.makesKey()) {
            LOG.warn(
                    "a key for archived events was created (store.keys in the data directory): keep a copy of it elsewhere;"
                            + " without it no archived event can be decrypted");
        }
        try (ObjectStore store = stores.open(url)) {
            store.put(name, file);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        ObjectStore store = stores.open(url);
        try {
            return new FilterInputStream(store.get(name)) {
                @Override
                public void close() throws IOException {
                    try (store) {
                        super.close();
                    }
                }
            };
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        try (ObjectStore store = stores.open(url)) {
            return store.list(prefix).stream().map(StoredObject::name).toList();
        }
    }
}
