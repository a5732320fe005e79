package com.flowex.identity.app;

import com.flowex.platform.crypto.KeyRing;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rotation of the keys that seal values: values of older keys are sealed again with the newest one. */
public final class KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final KeyRing ring;
    private final List<SealedTable> tables;

    /** @param tables all tables of identity that contain sealed values */
    public KeyRotation(KeyRing ring, List<SealedTable> tables) {
        this.ring = ring;
        this.tables = List.copyOf(tables);
    }

    /** Table with sealed values. */
    @FunctionalInterface
    public interface SealedTable {
        /** Seals a tenant's values of older keys again with the newest key; returns their number. */
        int sealAgain(int tenant);
    }

    /** Returns the ids of the keys, the newest first. */
    List<String> ids() {
        return ring.ids();
    }

    /** Reads the keys again from their file. */
    void reload() {
        ring.reload();
    }

    /** Seals values of older keys again with the newest key. */
    void sealAgain(List<Integer> tenants) {
        int count = 0;
        for (int tenant : tenants) {
            for (SealedTable table : tables) {
                count += table.sealAgain(tenant);
            }
        }
        if (count > 0) {
            LOG.warn(
                    "{} values were encrypted again, with the key {}",
                    count,
                    ring.ids().getFirst());
        }
    }
}
