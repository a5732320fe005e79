package com.flowex.app.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * Head record of a chain: its newest increment. It is replaced after each increment, so that a loss of the newest ones
 * shows, which leaves no gap (ADR 0292). A cut between an increment and its record leaves the record of the increment
 * before it: a chain may be longer than its record, never shorter.
 *
 * @param version version of this format
 * @param id id of the whole backup
 * @param newest object name of the newest increment; empty if the chain has none
 * @param sha256 checksum of its contents in hexadecimal; empty if the chain has none
 */
record BackupHead(int version, String id, String newest, String sha256) {

    private static final int VERSION = 1;

    /** A newer build may write more fields than are read here. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Thrown if a chain must have a head record and it is missing, damaged or of another chain. */
    static final class HeadFaultException extends IOException {

        private static final long serialVersionUID = 1L;

        HeadFaultException(String subject) {
            super(subject);
        }

        HeadFaultException(String subject, Exception cause) {
            super(subject, cause);
        }
    }

    /** Returns the record of a chain without increments. */
    static BackupHead none(String id) {
        return new BackupHead(VERSION, id, "", "");
    }

    static BackupHead of(BackupIncrement newest, String sha256) {
        return new BackupHead(VERSION, newest.id(), newest.name(), sha256);
    }

    static String name(String id) {
        return "head/" + id + "/head.json";
    }

    /** Returns the newest increment; empty if the chain has none. */
    Optional<BackupIncrement> increment() {
        return newest.isEmpty() ? Optional.empty() : Optional.of(BackupIncrement.of(newest));
    }

    byte[] json() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws HeadFaultException if the bytes are no record of this chain that this build reads */
    static BackupHead of(String object, String id, byte[] json) throws HeadFaultException {
        try {
            BackupHead head = MAPPER.readValue(json, BackupHead.class);
            if (head.version() != VERSION) {
                throw new HeadFaultException(
                        "the object " + object + " is of version " + head.version() + ", this build reads " + VERSION);
            }
            boolean isOfChain = id.equals(head.id())
                    && head.sha256() != null
                    && head.newest() != null
                    && (head.newest().isEmpty()
                            || BackupIncrement.isOne(head.newest())
                                    && BackupIncrement.of(head.newest()).id().equals(id));
            if (!isOfChain) {
                throw new HeadFaultException("the object " + object + " is no head record of the backup " + id);
            }
            return head;
        } catch (HeadFaultException known) {
            throw known;
        } catch (IOException | NumberFormatException e) {
            throw new HeadFaultException("the object " + object + " is no head record: " + e.getMessage(), e);
        }
    }
}
