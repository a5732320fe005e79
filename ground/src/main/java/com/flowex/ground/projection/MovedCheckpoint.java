package com.flowex.ground.projection;

import com.flowex.cluster.tail.Checkpoint;

/** What a runner has in memory is of no use any more: another one begins behind what the database has. */
sealed class MovedCheckpoint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MovedCheckpoint(String why) {
        super(why);
    }

    /** The database forgot commits: it has less than was folded. */
    static final class Lost extends MovedCheckpoint {

        private static final long serialVersionUID = 1L;

        private final transient Checkpoint stored;

        Lost(Checkpoint stored) {
            super("the database has events up to " + stored.sequence() + " only");
            this.stored = stored;
        }

        Checkpoint stored() {
            return stored;
        }
    }

    /** Another process has written behind this one's last rows. */
    static final class Taken extends MovedCheckpoint {

        private static final long serialVersionUID = 1L;

        Taken() {
            super("another process writes the same view");
        }
    }

    /** Memory and tables of the same event say different things. */
    static final class Different extends MovedCheckpoint {

        private static final long serialVersionUID = 1L;

        /** @param difference one line that names what differs */
        Different(String difference) {
            super("memory differs from the tables: " + difference);
        }
    }

    /** Whoever writes the view goes on with a tenant that had stopped here. */
    static final class Resumed extends MovedCheckpoint {

        private static final long serialVersionUID = 1L;

        Resumed() {
            super("whoever writes it goes on with a tenant that had stopped");
        }
    }
}
