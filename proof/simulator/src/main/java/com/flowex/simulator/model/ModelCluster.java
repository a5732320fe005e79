package com.flowex.simulator.model;

import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.Exchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One, three or five nodes with one log. A majority elects the leader, the leader appends, and records that a majority
 * has on its disks are committed and applied. The caller decides the next event; nothing happens by itself.
 */
public final class ModelCluster {
    private final LogGuarantees promises;
    private final List<ModelNode> nodes = new ArrayList<>();
    private final boolean[][] isCut;

    /** Progress of the other nodes as the leader knows it, by leader and follower. */
    private final long[][] matched;

    private final ReferenceLog applied;
    private final ModelEventStore archive = new ModelEventStore();

    /**
     * Creates nodes with empty disks that do not run yet.
     *
     * @param secrets source of the engines' secrets, on which nothing may depend
     */
    public ModelCluster(
            int count,
            LogGuarantees promises,
            RandomGenerator secrets,
            ModelNode.Answers answers,
            ReferenceLog.Listener listener) {
        this.promises = promises;
        isCut = new boolean[count][count];
        matched = new long[count][count];
        applied = new ReferenceLog(StateMachine.of(new Exchange(secrets.nextLong())), listener);
        for (int id = 0; id < count; id++) {
            nodes.add(new ModelNode(id, promises, applied, answers, new Engines(secrets)));
        }
    }

    /** Factory of exchanges, each with a secret of its own. */
    private record Engines(RandomGenerator secrets) implements StateMachine.StateMachineFactory {
        @Override
        public StateMachine fresh() {
            return StateMachine.of(new Exchange(secrets.nextLong()));
        }

        @Override
        public StateMachine.StateMachineRestorer restoring() {
            Exchange.Restorer restorer = Exchange.restorer(secrets.nextLong());
            return new StateMachine.StateMachineRestorer() {
                @Override
                public void accept(StateRecord state) {
                    restorer.accept(state);
                }

                @Override
                public StateMachine restored() {
                    return StateMachine.of(restorer.restored());
                }
            };
        }
    }

    public List<ModelNode> nodes() {
        return nodes;
    }

    public ReferenceLog applied() {
        return applied;
    }

    /** Returns the events that left the nodes' disks, shared by all of them. */
    public ModelEventStore archive() {
        return archive;
    }

    /** Returns the running leader of the latest term. */
    public Optional<ModelNode> leader() {
        return nodes.stream().filter(ModelNode::isLeader).max((one, other) -> Long.compare(one.term(), other.term()));
    }

    /** Returns true if messages from one node reach another. */
    public boolean reaches(ModelNode from, ModelNode to) {
        return from.isUp() && to.isUp() && !isCut[from.id()][to.id()];
    }

    /** Cuts the messages from one node to another; the other direction may work. */
    public void cut(int from, int to) {
        isCut[from][to] = from != to;
    }

    /** Connects every node with every other. */
    public void mend() {
        Arrays.stream(isCut).forEach(row -> Arrays.fill(row, false));
    }

    /**
     * Starts a node from its disk; an emptied one needs a copy first.
     *
     * @return number of torn snapshots that were skipped
     */
    public int start(ModelNode node) {
        return node.start();
    }

    /** Stops a node like kill -9: written data stays. */
    public void kill(ModelNode node) {
        node.stop();
    }

    /**
     * Stops a node by a loss of power: data not yet forced to its disk may be gone.
     *
     * @return true if a record of its log is torn
     */
    public boolean losePower(ModelNode node, RandomGenerator random) {
        node.stop();
        return node.disk().losePower(random);
    }

    /** Empties the disk of a stopped node. A leader no longer relies on the node's former acknowledgments. */
    public void empty(ModelNode node) {
        node.disk().empty();
        for (long[] known : matched) {
            known[node.id()] = 0;
        }
    }

    /**
     * Gives a node with an empty disk a copy of the leader's disk, if a majority without this node follows that leader.
     * Only the others count, because the node's former acknowledgments are forgotten.
     *
     * @return true if it has a copy now
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
     * Holds an election: one node requests the votes of the others. A node votes for it if it is reached, has not voted
     * in that term, and its log is not ahead of the candidate's.
     *
     * @return true if the candidate leads now
     */
    public boolean elect(ModelNode candidate, long nowNanos) {
        if (!candidate.isUp() || candidate.disk().isBlank()) {
            return false;
        }
        long term = candidate.term() + 1;
        long votes =
                nodes.stream().filter(voter -> votes(voter, candidate, term)).count();
        if (!isMajority(votes)) {
            nodes.stream()
                    .filter(voter -> isRequested(voter, candidate))
                    .forEach(voter -> candidate.follow(voter.term()));
            return false;
        }
        candidate.lead(term);
        Arrays.fill(matched[candidate.id()], 0);
        candidate.append(LogRecord.Kind.TERM, nowNanos, 0, new byte[0]);
        return true;
    }

    private boolean votes(ModelNode voter, ModelNode candidate, long term) {
        if (!isRequested(voter, candidate) || voter.disk().isBlank()) {
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

    private boolean isRequested(ModelNode voter, ModelNode candidate) {
        return voter == candidate || reaches(candidate, voter) && reaches(voter, candidate);
    }

    /** Appends a client's message to the log of a node that leads or believes to lead; other nodes drop it. */
    public boolean append(ModelNode node, long session, byte[] message, long nowNanos) {
        if (!node.isLeader()) {
            return false;
        }
        for (int copy = 0; copy < promises.copies(); copy++) {
            node.append(LogRecord.Kind.MESSAGE, nowNanos, session, message);
        }
        return true;
    }

    /** Makes the leader request a snapshot of all nodes, through the log. */
    public void snapshot(ModelNode leader, long nowNanos) {
        if (leader.isLeader()) {
            leader.append(LogRecord.Kind.SNAPSHOT, nowNanos, 0, new byte[0]);
        }
    }

    /** Appends a timer record to the leader's log if its timer is due by its clock. */
    public void check(ModelNode leader, long nowNanos) {
        if (leader.isLeader() && leader.timer().fires(nowNanos)) {
            leader.append(LogRecord.Kind.TIMER, nowNanos, 0, new byte[0]);
        }
    }

    /** Forces a node's log to its disk. */
    public void sync(ModelNode node) {
        node.disk().sync();
        if (node.isLeader()) {
            commit(node);
        }
    }

    /**
     * Sends the next records from a node that leads, or believes to lead, to a follower, and reports the follower's
     * progress.
     *
     * @return true if the follower lacks records that the leader has cut, so that only a copy helps
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

    /** Returns the number of records that the follower shares with the leader. */
    private static long sent(ModelNode leader, ModelNode follower) {
        return common(leader, follower);
    }

    /**
     * Returns the number of records that two logs share from the beginning; a number below the leader's cut if it is
     * not known.
     */
    private static long common(ModelNode leader, ModelNode follower) {
        long at = Math.min(leader.disk().end(), follower.disk().end());
        long begin = Math.max(leader.disk().begin(), follower.disk().begin());
        if (at < begin) {
            return at;
        }
        while (at > begin && !leader.record(at - 1).isSame(follower.record(at - 1))) {
            at--;
        }
        // Records that a follower has cut were committed, so the leader has them.
        return at == leader.disk().begin() && endsOtherwise(leader, follower, at) ? at - 1 : at;
    }

    /**
     * Returns true if a follower has another record than the one that the leader cut last. A former leader appended it,
     * and it was never committed.
     */
    private static boolean endsOtherwise(ModelNode leader, ModelNode follower, long at) {
        LogRecord last = leader.disk().lastCut();
        return last != null && at > follower.disk().begin() && !last.isSame(follower.record(at - 1));
    }

    /** Commits the records that a majority has on its disks, if this leader has appended some of them itself. */
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

    /** Applies the records that a node may apply, at most this many. */
    public int apply(ModelNode node, int most) {
        return node.isUp() ? node.apply(most) : 0;
    }

    /**
     * Does the work after snapshots: a node's events go to the archive, and data that none of its snapshots needs
     * leaves its disk.
     *
     * @return true if anything left
     */
    public boolean upkeep(ModelNode node) {
        return node.isUp() && node.upkeep(archive);
    }
}
