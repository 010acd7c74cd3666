import { accessSdl } from '../schema/small-graph.ts';

/** The first lines of the schema of an agency, which classifies its data. */
export const agencyLink = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
  ${accessSdl.replace(/^#.*\n/gm, '').replace('extend schema\n', '')}`;
