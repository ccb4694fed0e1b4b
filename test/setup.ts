/** No test may see the AWS configuration of the machine it runs on, nor reach any host but loopback. */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const home = mkdtempSync(path.join(os.tmpdir(), 'linkscape-test-'));
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_') && name !== 'AWS_CA_BUNDLE') delete process.env[name];
process.env['HOME'] = home;
process.env['USERPROFILE'] = home;
process.env['AWS_CONFIG_FILE'] = path.join(home, 'config');
process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(home, 'credentials');
process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
