package no.grend.licence.internal.tool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import no.grend.kernel.Problem;
import no.grend.licence.internal.LicenceFile;

/**
 * The licence office's tool, run by hand outside the container as {@code bin/licence-office}:
 *
 * <pre>
 * keypair &lt;folder&gt;
 * sign &lt;private.key&gt; &lt;unsigned file&gt; &lt;licence file&gt;
 * </pre>
 *
 * The private key belongs in no repository, and nobody can sign licences for its public half once it is lost.
 */
public final class LicenceSigner {

    private static final String USAGE = "keypair <folder> | sign <private.key> <unsigned file> <licence file>";

    private LicenceSigner() {}

    /** See the class; ends with exit code 1 and a sentence when it cannot do it. */
    public static void main(String[] args) {
        try {
            System.out.println(run(args));
        } catch (FileAlreadyExistsException e) {
            fail(e.getFile() + " is there already, and is not overwritten.");
        } catch (IOException e) {
            fail("There is no such file, or it cannot be read or written: " + e.getMessage());
        } catch (GeneralSecurityException | IllegalArgumentException | Problem e) {
            fail(e.getMessage());
        }
    }

    private static void fail(String words) {
        System.err.println(words);
        System.exit(1);
    }

    /** @return what was done */
    static String run(String... args) throws IOException, GeneralSecurityException {
        if (args.length == 2 && args[0].equals("keypair")) {
            return keyPair(Files.createDirectories(Path.of(args[1])));
        }
        if (args.length == 4 && args[0].equals("sign")) {
            return sign(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
        }
        throw new IllegalArgumentException("Usage: " + USAGE);
    }

    private static String keyPair(Path folder) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path secret = folder.resolve("private.key");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, base64(pair.getPrivate().getEncoded()));
        Path open = folder.resolve("public.key");
        Files.writeString(open, base64(pair.getPublic().getEncoded()), StandardOpenOption.CREATE_NEW);
        return "Made " + secret + ", which is to be kept secret and safe, and " + open + ".";
    }

    private static String sign(Path key, Path unsigned, Path licence) throws IOException, GeneralSecurityException {
        byte[] bytes = Base64.getDecoder().decode(Files.readString(key).strip());
        PrivateKey secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        List<String> lines = Files.readAllLines(unsigned);
        LicenceFile.requireContent(lines);
        Files.writeString(licence, sign(secret, lines), StandardOpenOption.CREATE_NEW);
        return "Signed " + licence + ".";
    }

    /** The whole licence file: these lines with their signature. Empty lines are left out. */
    public static String sign(PrivateKey key, List<String> lines) throws GeneralSecurityException {
        List<String> kept = lines.stream()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(LicenceFile.canonical(kept));
        return String.join("\n", kept) + "\nsignature: " + base64(signature.sign()) + "\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
