package com.flowex.platform.projection;

import com.flowex.cluster.tail.Checkpoint;

/** The runner's memory is useless; another runner begins behind the checkpoint in the database. */
sealed class CheckpointMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CheckpointMovedException(String why) {
        super(why);
    }

    /** The database lost commits: it has fewer events than were applied. */
    static final class LostCommits extends CheckpointMovedException {

        private static final long serialVersionUID = 1L;

        private final transient Checkpoint stored;

        LostCommits(Checkpoint stored) {
            super("the database has events up to " + stored.sequence() + " only");
            this.stored = stored;
        }

        Checkpoint stored() {
            return stored;
        }
    }

    /** Another process has written behind this one's last rows. */
    static final class ViewTakenOverException extends CheckpointMovedException {

        private static final long serialVersionUID = 1L;

        ViewTakenOverException() {
            super("another process writes the same view");
        }
    }

    /** Memory and tables differ at the same event. */
    static final class ViewDivergedException extends CheckpointMovedException {

        private static final long serialVersionUID = 1L;

        /** @param difference one line that names the difference */
        ViewDivergedException(String difference) {
            super("memory differs from the tables: " + difference);
        }
    }

    /** The writer of the view continues with a tenant that had stopped here. */
    static final class TenantResumedException extends CheckpointMovedException {

        private static final long serialVersionUID = 1L;

        TenantResumedException() {
            super("the writer of the view goes on with a tenant that had stopped");
        }
    }
}
