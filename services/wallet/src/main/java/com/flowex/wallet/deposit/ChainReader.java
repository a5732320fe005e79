package com.flowex.wallet.deposit;

import com.flowex.custody.Block;
import com.flowex.custody.Chain;
import com.flowex.custody.ChainException;
import com.flowex.custody.Receipt;
import com.flowex.domain.AccountId;
import com.flowex.ground.database.Database;
import com.flowex.wallet.chain.Addresses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a chain block by block and remembers what it paid to watched addresses. Where a block that was read is of today's chain no
 * more, it goes back to the last that is, and what came after has vanished until it is seen again.
 */
final class ChainReader {

    private static final Logger LOG = LoggerFactory.getLogger(ChainReader.class);

    /** Blocks of which the hash is remembered, in finalities: a reorganization that is deeper is beyond what any chain does. */
    private static final int MEMORY = 20;

    /** Blocks that one turn reads. */
    private static final int BLOCKS_MAX = 200;

    private final Database database;
    private final Chain chain;
    private final Addresses addresses;
    private final String network;
    private final long memory;

    ChainReader(Database database, Chain chain, Addresses addresses) {
        this.database = database;
        this.chain = chain;
        this.addresses = addresses;
        this.network = chain.scheme().network().code();
        this.memory = (long) MEMORY * chain.scheme().network().finality();
    }

    /**
     * Reads what is new.
     *
     * @return the tip up to which everything is read; empty if there is more
     */
    Optional<Block> read() {
        Block tip = chain.tip();
        Optional<ArrivalsTable.Scanned> last = onToday();
        if (last.isEmpty()) {
            return Optional.of(tip); // nobody has an address: reading begins with the first one
        }
        long height = last.get().height();
        for (int i = 0; i < BLOCKS_MAX && height < tip.height(); i++) {
            Optional<Block> next = chain.block(height + 1);
            if (next.isEmpty() || !isOn(next.get(), height)) {
                return Optional.empty(); // reorganized while it was read: the next turn sees it
            }
            Optional<List<Receipt>> receipts = chain.receipts(next.get());
            if (receipts.isEmpty()) {
                return Optional.empty();
            }
            store(next.get(), receipts.get());
            height++;
        }
        return height < tip.height() ? Optional.empty() : Optional.of(tip);
    }

    private boolean isOn(Block block, long below) {
        return database.query(connection -> ArrivalsTable.scanned(connection, network, 1)).stream()
                .anyMatch(last -> last.height() == below && last.hash().equals(block.parent()));
    }

    /** The last block that was read and is of today's chain; what was read above it has vanished. */
    private Optional<ArrivalsTable.Scanned> onToday() {
        List<ArrivalsTable.Scanned> read =
                database.query(connection -> ArrivalsTable.scanned(connection, network, (int) memory));
        for (ArrivalsTable.Scanned scanned : read) {
            Optional<Block> today = chain.block(scanned.height());
            if (today.filter(block -> block.hash().equals(scanned.hash())).isPresent()) {
                if (!scanned.equals(read.getFirst())) {
                    forget(scanned.height(), read.getFirst().height());
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

    private void forget(long above, long until) {
        LOG.warn("the chain {} was reorganized: {} blocks above {} were replaced", network, until - above, above);
        database.transaction(connection -> {
            ArrivalsTable.vanished(connection, network, above);
            return above;
        });
    }

    /** A block and what it paid, together: it is never read by halves. */
    private void store(Block block, List<Receipt> receipts) {
        Map<String, AccountId> owners = new HashMap<>();
        if (!receipts.isEmpty()) {
            addresses
                    .owned(chain, receipts.stream().map(Receipt::to).distinct().toList())
                    .forEach(owned -> owners.put(owned.address(), owned.owner()));
        }
        database.transaction(connection -> {
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
