package com.flowex.wallet.api.solvency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.wallet.app.solvency.ProofFile;
import com.flowex.wallet.store.solvency.Attestation;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries out {@code ./flowex solvency verify FILE [PUBLISHED]}, which checks a customer's proof without an exchange.
 * With the exchange's publication, saved as a file, it also checks that both agree, and the reserves. A publication can
 * be checked alone too.
 */
public final class ProofTool {

    private static final int WRONG = 1;

    private ProofTool() {}

    /**
     * Checks a proof or a publication, and prints the result.
     *
     * @param publication publication that a proof is compared with
     * @return the exit code: 0 if it holds, 1 if it does not
     */
    public static int verify(Path file, Optional<Path> publication) {
        try {
            ObjectMapper json = Json.mapper();
            JsonNode first = json.readTree(Files.readString(file));
            Verdict verdict = first.has("leaf")
                    ? ofProof(json, json.treeToValue(first, ProofFile.class), publication)
                    : ofPublished(published(json, first));
            System.out.println(
                    verdict.problem().map(why -> "DOES NOT HOLD: " + why).orElseGet(verdict::line));
            return verdict.problem().isPresent() ? WRONG : 0;
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("cannot be read: " + e.getMessage());
            return WRONG;
        }
    }

    /** Result of a check, and the output if it holds. */
    private record Verdict(Optional<String> problem, String line) {}

    private static Verdict ofProof(ObjectMapper json, ProofFile proof, Optional<Path> publication) throws IOException {
        Optional<String> problem = ProofCheck.problem(proof);
        if (problem.isPresent() || publication.isEmpty()) {
            return new Verdict(problem, line(proof));
        }
        ProofCheck.Published published = published(json, json.readTree(Files.readString(publication.get())));
        return new Verdict(ProofCheck.against(proof, published), line(proof) + "\n" + line(published));
    }

    private static Verdict ofPublished(ProofCheck.Published published) {
        return new Verdict(ProofCheck.problem(published), line(published));
    }

    private static ProofCheck.Published published(ObjectMapper json, JsonNode shown) throws IOException {
        if (!shown.has("claim")) {
            throw new IllegalArgumentException("neither a proof nor what an exchange publishes");
        }
        return new ProofCheck.Published(
                json.treeToValue(shown.path("claim"), Attestation.class),
                shown.path("signature").asText(),
                shown.path("public_key").asText(),
                shown.path("reserved").asText(),
                List.of(json.treeToValue(shown.path("reserves"), SolvencyBody.ReserveBody[].class)));
    }

    private static String line(ProofFile proof) {
        Attestation claim = proof.claim();
        Scale scale = new Scale(claim.scale());
        return "holds: of " + decimal(claim.sum(), scale) + " " + claim.asset() + " owed to " + claim.leaves()
                + " at event " + claim.sequence() + " (" + claim.time() + "), account "
                + proof.leaf().account() + " is owed "
                + decimal(proof.leaf().balance(), scale) + "; make sure that this account is yours, and that the key "
                + proof.publicKey() + " is the one that your exchange publishes";
    }

    private static String line(ProofCheck.Published published) {
        Attestation claim = published.claim();
        String addresses = published.reserves().stream()
                .map(one -> one.network() + " " + one.address())
                .collect(Collectors.joining(", "));
        return "holds: beside " + decimal(claim.sum(), new Scale(claim.scale())) + " " + claim.asset()
                + " owed at event "
                + claim.sequence() + ", keys of " + published.reserves().size() + " addresses sign that they have "
                + published.reserved()
                + (addresses.isEmpty() ? "" : "; look on the chain whether they do, at the blocks named: " + addresses);
    }

    private static String decimal(String units, Scale scale) {
        return Decimals.format(new BigInteger(units), scale);
    }
}
