// npm run bench: what is measured, each part in one run beside what it is compared with.
const [part = 'all'] = process.argv.slice(2)
const HELP = `npm run bench                                   everything, some five minutes
npm run bench -- turns [ROUNDS SECONDS CHATS]   a lesson turn beside a bare bot (6 rounds of 6 s, 32 chats)
npm run bench -- figures [LEARNERS]             counting, releases and reports of a province (300000)
`

if (part === '--help' || !['all', 'turns', 'figures'].includes(part)) {
  process.stdout.write(HELP)
  process.exit(part === '--help' ? 0 : 2)
}
if (part !== 'figures') await import('./turns.js')
if (part !== 'turns') await import('./figures.js')
process.exit(0)
