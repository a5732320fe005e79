package com.flowex.wallet.app.deposit;

import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.Receipt;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.deposit.ArrivalsTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reader of a chain, block by block, that stores payments to watched addresses. If a block that was read has left the
 * main chain, the reader goes back to the last one that is in it. Payments in later blocks have vanished until they are
 * seen again.
 */
final class ChainReader {

    private static final Logger LOG = LoggerFactory.getLogger(ChainReader.class);

    /** Number of block hashes that are kept, in finalities; no chain reorganizes more deeply. */
    private static final int MEMORY = 20;

    /** Blocks that one turn reads. */
    private static final int BLOCKS_MAX = 200;

    private final Database database;
    private final Chain chain;
    private final AddressDirectory addresses;
    private final String network;
    private final long memory;

    ChainReader(Database database, Chain chain, AddressDirectory addresses) {
        this.database = database;
        this.chain = chain;
        this.addresses = addresses;
        this.network = chain.scheme().network().code();
        this.memory = (long) MEMORY * chain.scheme().network().finality();
    }

    /**
     * Reads the new blocks.
     *
     * @return the tip up to which everything is read; empty if there is more
     * @throws ChainException if the node does not answer, or contradicts itself
     */
    Optional<Block> read() {
        Block tip = chain.tip();
        Optional<ArrivalsTable.ScannedBlock> last = onToday(tip);
        if (last.isEmpty()) {
            return Optional.of(tip); // there is no address yet: reading begins with the first one
        }
        long height = last.get().height();
        for (int i = 0; i < BLOCKS_MAX && height < tip.height(); i++) {
            Optional<Block> next = chain.block(height + 1);
            if (next.isEmpty()) {
                return Optional.empty(); // reorganized during the read: the next turn sees it
            }
            ArrivalsTable.ScannedBlock below = last();
            if (below.height() != height) {
                return Optional.empty(); // another process reads too
            }
            if (!below.hash().equals(next.get().parent())) {
                requireReplaced(height, below.hash(), height + 1, "hangs on another one");
                return Optional.empty();
            }
            Optional<List<Receipt>> receipts = chain.receipts(next.get());
            if (receipts.isEmpty()) {
                requireReplaced(height + 1, next.get().hash(), height + 1, "is none of today's chain");
                return Optional.empty();
            }
            store(next.get(), receipts.get());
            height++;
        }
        return height < tip.height() ? Optional.empty() : Optional.of(tip);
    }

    /** Returns the height up to which everything is read; -1 if nothing is. */
    long height() {
        List<ArrivalsTable.ScannedBlock> last =
                database.query(connection -> ArrivalsTable.scanned(connection, network, 1));
        return last.isEmpty() ? -1 : last.getFirst().height();
    }

    private ArrivalsTable.ScannedBlock last() {
        return database.query(connection -> ArrivalsTable.scanned(connection, network, 1))
                .getFirst();
    }

    /**
     * Throws if the node contradicts itself. Two answers may come from different chains, but then the earlier block is
     * no longer in the main chain.
     */
    private void requireReplaced(long height, String hash, long of, String subject) {
        if (chain.block(height).filter(today -> today.hash().equals(hash)).isPresent()) {
            throw new ChainException("the node of " + network + " contradicts itself: block " + height + " is " + hash
                    + ", and yet block " + of + " " + subject);
        }
    }

    /**
     * Returns the last read block that is in the main chain; payments above it have vanished. A node that only lacks
     * blocks that it had, or a block below its own tip, is not evidence of another chain.
     */
    private Optional<ArrivalsTable.ScannedBlock> onToday(Block tip) {
        List<ArrivalsTable.ScannedBlock> read =
                database.query(connection -> ArrivalsTable.scanned(connection, network, (int) memory));
        for (ArrivalsTable.ScannedBlock scanned : read) {
            if (scanned.height() > tip.height()) {
                continue;
            }
            Block today = chain.block(scanned.height()).orElseThrow(() -> hollow(scanned.height()));
            if (today.hash().equals(scanned.hash())) {
                long last = read.getFirst().height();
                if (last > tip.height() && scanned.height() == tip.height()) {
                    throw new ChainException(
                            "the node of " + network + " is at block " + tip.height() + " and was at " + last);
                }
                if (last > scanned.height()) {
                    forget(scanned.height(), last);
                }
                return Optional.of(scanned);
            }
        }
        if (!read.isEmpty()) {
            throw new ChainException("none of the last " + read.size() + " blocks that were read of " + network
                    + " is in today's chain: the node follows another one");
        }
        return Optional.empty();
    }

    /** Returns the exception for a node that has a tip but lacks blocks below it. */
    ChainException hollow(long height) {
        return new ChainException("the node of " + network + " has a tip, but no block " + height + " below it");
    }

    private void forget(long above, long until) {
        LOG.warn("the chain {} was reorganized: {} blocks above {} were replaced", network, until - above, above);
        database.transaction(connection -> {
            ArrivalsTable.vanished(connection, network, above);
            return above;
        });
    }

    /** Stores a block and its payments together, so that a block is read whole or not at all. */
    private void store(Block block, List<Receipt> receipts) {
        database.transaction(connection -> {
            Map<String, AccountId> owners = new HashMap<>();
            List<String> paid = receipts.stream().map(Receipt::to).distinct().toList();
            addresses
                    .owned(connection, chain, paid, block.height())
                    .forEach(owned -> owners.put(owned.address(), owned.owner()));
            for (Receipt receipt : receipts) {
                AccountId owner = owners.get(receipt.to());
                if (owner != null && receipt.units().signum() > 0) {
                    ArrivalsTable.arrived(connection, network, block, receipt, owner);
                }
            }
            ArrivalsTable.scanned(connection, network, block, block.height() - memory);
            return block;
        });
    }
}
