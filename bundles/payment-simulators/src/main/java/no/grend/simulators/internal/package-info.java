/**
 * Stand-ins for the servers of payment providers, which speak the published protocols as far as Grend uses them and can be made
 * to misbehave. For tests, and for the demo; never in the path of real money.
 */
package no.grend.simulators.internal;
