/** The simulators on the demo's own address, with the pages where a payer approves. */
package no.grend.simulators.internal.web;
