/**
 * What the modules' tests share: fresh databases of both kinds, a clock to turn, an audit log to look into, made-up people.
 */
package no.grend.testkit;
