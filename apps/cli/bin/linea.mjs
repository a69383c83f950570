#!/usr/bin/env node
// `npm ci` links the commands of workspaces, not of the root: this is what `npx linea` finds.
import '../../../bin/linea.mjs';
