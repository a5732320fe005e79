package com.flowex.simulator.model;

import com.flowex.cluster.fold.Core;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.Exchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One, three or five nodes that keep one log: a majority elects who leads, who leads appends, what a majority has on its disks is
 * committed and applied. Whoever calls decides what happens next; nothing happens by itself.
 */
public final class ModelCluster {
    private final Promises promises;
    private final List<ModelNode> nodes = new ArrayList<>();
    private final boolean[][] isCut;

    /** How far each of the others is, as who leads knows; by leader and follower. */
    private final long[][] matched;

    private final AppliedLog applied;
    private final EventStore archive = new EventStore();

    /**
     * Nodes with empty disks that do not run yet.
     *
     * @param secrets for engines: nothing may depend on them
     */
    public ModelCluster(
            int count,
            Promises promises,
            RandomGenerator secrets,
            ModelNode.Answers answers,
            AppliedLog.Listener listener) {
        this.promises = promises;
        isCut = new boolean[count][count];
        matched = new long[count][count];
        applied = new AppliedLog(Core.of(new Exchange(secrets.nextLong())), listener);
        for (int id = 0; id < count; id++) {
            nodes.add(new ModelNode(id, promises, applied, answers, new Engines(secrets)));
        }
    }

    /** Exchanges, each with a secret of its own. */
    private record Engines(RandomGenerator secrets) implements Core.Maker {
        @Override
        public Core fresh() {
            return Core.of(new Exchange(secrets.nextLong()));
        }

        @Override
        public Core.Restoring restoring() {
            Exchange.Restorer restorer = Exchange.restorer(secrets.nextLong());
            return new Core.Restoring() {
                @Override
                public void accept(StateRecord state) {
                    restorer.accept(state);
                }

                @Override
                public Core restored() {
                    return Core.of(restorer.restored());
                }
            };
        }
    }

    public List<ModelNode> nodes() {
        return nodes;
    }

    public AppliedLog applied() {
        return applied;
    }

    /** Events that left the nodes' disks, for all of them. */
    public EventStore archive() {
        return archive;
    }

    /** Who leads in the latest term in which anybody does that runs. */
    public Optional<ModelNode> leader() {
        return nodes.stream().filter(ModelNode::isLeader).max((one, other) -> Long.compare(one.term(), other.term()));
    }

    /** Whether what one node sends gets to another. */
    public boolean reaches(ModelNode from, ModelNode to) {
        return from.isUp() && to.isUp() && !isCut[from.id()][to.id()];
    }

    /** From now on nothing gets from one to the other; the other way it may. */
    public void cut(int from, int to) {
        isCut[from][to] = from != to;
    }

    /** Every node reaches every other. */
    public void mend() {
        Arrays.stream(isCut).forEach(row -> Arrays.fill(row, false));
    }

    /**
     * Starts a node from its disk; one that was emptied needs a copy first.
     *
     * @return how many torn snapshots were passed over
     */
    public int start(ModelNode node) {
        return node.start();
    }

    /** Ends a node as kill -9 does: what it wrote is there. */
    public void kill(ModelNode node) {
        node.stop();
    }

    /**
     * Ends a node by a loss of power: what it had not brought to its disk may be gone.
     *
     * @return whether a record of its log is torn
     */
    public boolean losePower(ModelNode node, RandomGenerator random) {
        node.stop();
        return node.disk().losePower(random);
    }

    /** Empties the disk of a node that does not run. Who leads does not count on what that one once said. */
    public void empty(ModelNode node) {
        node.disk().empty();
        for (long[] known : matched) {
            known[node.id()] = 0;
        }
    }

    /**
     * Gives a node with an empty disk a copy of who leads, if a majority without it follows that one. The others count, because what the
     * node had said is forgotten.
     *
     * @return whether it has a copy now
     */
    public boolean seed(ModelNode node, ModelNode leader) {
        long following = nodes.stream()
                .filter(other -> other != node && isFollowing(other, leader))
                .count();
        if (!leader.isLeader()
                || !isMajority(following)
                || leader.disk().synced() == leader.disk().begin()) {
            return false;
        }
        node.disk().copy(leader.disk());
        node.disk().vote(leader.term());
        return true;
    }

    private boolean isFollowing(ModelNode other, ModelNode leader) {
        return other == leader
                || reaches(leader, other)
                        && reaches(other, leader)
                        && !other.disk().isBlank()
                        && other.term() == leader.term();
    }

    private boolean isMajority(long count) {
        return 2 * count > nodes.size();
    }

    /**
     * One node asks the others to let it lead. Those vote for it that it reaches, that have not voted in that term, and whose log is not
     * ahead of its own.
     *
     * @return whether it leads now
     */
    public boolean elect(ModelNode candidate, long nowNanos) {
        if (!candidate.isUp() || candidate.disk().isBlank()) {
            return false;
        }
        long term = candidate.term() + 1;
        long votes =
                nodes.stream().filter(voter -> votes(voter, candidate, term)).count();
        if (!isMajority(votes)) {
            nodes.stream().filter(voter -> isAsked(voter, candidate)).forEach(voter -> candidate.follow(voter.term()));
            return false;
        }
        candidate.lead(term);
        Arrays.fill(matched[candidate.id()], 0);
        candidate.append(LogRecord.Kind.TERM, nowNanos, 0, new byte[0]);
        return true;
    }

    private boolean votes(ModelNode voter, ModelNode candidate, long term) {
        if (!isAsked(voter, candidate) || voter.disk().isBlank()) {
            return false;
        }
        boolean isNotAhead = voter.lastTerm() < candidate.lastTerm()
                || voter.lastTerm() == candidate.lastTerm()
                        && voter.disk().end() <= candidate.disk().end();
        boolean isFree = voter.term() < term;
        voter.follow(term);
        if (isFree && isNotAhead) {
            voter.disk().vote(term);
        }
        return isFree && isNotAhead;
    }

    private boolean isAsked(ModelNode voter, ModelNode candidate) {
        return voter == candidate || reaches(candidate, voter) && reaches(voter, candidate);
    }

    /** Who leads, or believes so, puts a client's message into its log; others drop it. */
    public boolean append(ModelNode node, long session, byte[] message, long nowNanos) {
        if (!node.isLeader()) {
            return false;
        }
        for (int copy = 0; copy < promises.copies(); copy++) {
            node.append(LogRecord.Kind.MESSAGE, nowNanos, session, message);
        }
        return true;
    }

    /** Who leads asks all nodes for a snapshot, through the log. */
    public void snapshot(ModelNode leader, long nowNanos) {
        if (leader.isLeader()) {
            leader.append(LogRecord.Kind.SNAPSHOT, nowNanos, 0, new byte[0]);
        }
    }

    /** What is due by the clock of who leads goes into its log. */
    public void look(ModelNode leader, long nowNanos) {
        if (leader.isLeader() && leader.timer().fires(nowNanos)) {
            leader.append(LogRecord.Kind.TIMER, nowNanos, 0, new byte[0]);
        }
    }

    /** A node brings its log to its disk. */
    public void sync(ModelNode node) {
        node.disk().sync();
        if (node.isLeader()) {
            commit(node);
        }
    }

    /**
     * Who leads, or believes so, sends a follower what comes next, and hears how far it is.
     *
     * @return whether the follower is behind what the leader has cut away, so that only a copy helps
     */
    public boolean replicate(ModelNode leader, ModelNode follower, int most) {
        if (!leader.isLeader() || !reaches(leader, follower) || follower.disk().isBlank()) {
            return false;
        }
        if (follower.term() > leader.term()) {
            if (reaches(follower, leader)) {
                leader.follow(follower.term());
            }
            return false;
        }
        follower.disk().vote(leader.term());
        follower.follow(leader.term());
        long common = common(leader, follower);
        if (common < leader.disk().begin()) {
            return true;
        }
        send(leader, follower, common, most);
        if (reaches(follower, leader)) {
            matched[leader.id()][follower.id()] = Math.min(promises.safe(follower.disk()), sent(leader, follower));
            commit(leader);
        }
        return false;
    }

    private static void send(ModelNode leader, ModelNode follower, long common, int most) {
        long end = Math.min(leader.disk().end(), common + most);
        if (end > common && follower.disk().end() > common) {
            follower.truncate(common);
        }
        for (long at = common; at < end; at++) {
            follower.take(leader.record(at));
        }
        follower.commit(Math.min(leader.committed(), end));
    }

    /** Up to where the follower has what the leader has. */
    private static long sent(ModelNode leader, ModelNode follower) {
        return common(leader, follower);
    }

    /** How many records from the beginning two logs share; less than what the leader has cut away if it is not known. */
    private static long common(ModelNode leader, ModelNode follower) {
        long at = Math.min(leader.disk().end(), follower.disk().end());
        long begin = Math.max(leader.disk().begin(), follower.disk().begin());
        if (at < begin) {
            return at;
        }
        while (at > begin && !leader.record(at - 1).isSame(follower.record(at - 1))) {
            at--;
        }
        // What a follower has cut away was committed, so the leader has it.
        return at == leader.disk().begin() && endsOtherwise(leader, follower, at) ? at - 1 : at;
    }

    /** Whether a follower has another record than that which the leader cut away last: it was appended by one that led before, and never committed. */
    private static boolean endsOtherwise(ModelNode leader, ModelNode follower, long at) {
        LogRecord last = leader.disk().lastCut();
        return last != null && at > follower.disk().begin() && !last.isSame(follower.record(at - 1));
    }

    /** What a majority has on its disks is committed, if this leader has appended some of it itself. */
    private void commit(ModelNode leader) {
        long[] safe = matched[leader.id()].clone();
        safe[leader.id()] = promises.safe(leader.disk());
        Arrays.sort(safe);
        long count = Math.min(safe[(safe.length - 1) / 2], promises.safe(leader.disk()));
        boolean isOwn =
                count > leader.disk().begin() && leader.record(count - 1).term() == leader.term();
        if (isOwn) {
            leader.commit(count);
        }
    }

    /** A node applies what it may, so many records at most. */
    public int apply(ModelNode node, int most) {
        return node.isUp() ? node.apply(most) : 0;
    }

    /**
     * After snapshots: a node's events go to the archive, and what no snapshot of its needs leaves its disk.
     *
     * @return whether anything left
     */
    public boolean upkeep(ModelNode node) {
        return node.isUp() && node.upkeep(archive);
    }
}
